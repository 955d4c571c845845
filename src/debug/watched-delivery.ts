import type { Delivery, DeliveryResult } from '../types.ts'
import type { Journal } from './journal.ts'
import { laidOver } from './overlay-options.ts'

/** The same delivery: its requests and their answers are written down. */
export const watchedDelivery = (delivery: Delivery, journal: Journal): Delivery =>
  laidOver(delivery, {
    send(request, options) {
      const answered = journal.sent(request, options.isLeaving)
      const failed = (thrown: unknown): void => answered({ status: 0, thrown } as DeliveryResult)
      try {
        const answer = delivery.send(request, options)
        // Given on as it came: an answer at once means something else than a later one.
        if ('then' in answer) answer.then(answered, failed)
        else answered(answer)
        return answer
      } catch (thrown) {
        failed(thrown)
        throw thrown
      }
    },
  })
