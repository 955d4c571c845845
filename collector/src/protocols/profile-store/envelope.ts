import type { Answer } from '../../store/question.ts'

/** The Profile Store's form of an answer: OData with `total`, KQL with `count`, both with `items`. */
export const envelopeOf = ({ rows, count, total }: Extract<Answer, { kind: 'rows' }>): Buffer =>
  total === undefined
    ? Buffer.concat([Buffer.from('{"items":'), rows, Buffer.from(`,"count":${count}}`)])
    : Buffer.concat([Buffer.from(`{"total":${total},"count":${count},"items":`), rows, Buffer.from('}')])
