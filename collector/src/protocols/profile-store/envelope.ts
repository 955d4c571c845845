import type { Answer } from '../../store/question.ts'

/** The Profile Store's form of an answer: OData with `total`, KQL with `count`, both with `items`; and how to draw them. */
export const envelopeOf = ({ rows, count, total, rendering }: Extract<Answer, { kind: 'rows' }>): Buffer =>
  total === undefined
    ? Buffer.concat([Buffer.from('{"items":'), rows, Buffer.from(`,"count":${count}${drawn(rendering)}}`)])
    : Buffer.concat([Buffer.from(`{"total":${total},"count":${count},"items":`), rows, Buffer.from('}')])

const drawn = (rendering: unknown): string =>
  rendering === undefined ? '' : `,"render":${JSON.stringify(rendering)}`
