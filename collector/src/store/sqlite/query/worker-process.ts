// Run by `openQueryPool`: answers one question after the other, and ends with the collector.

import type { Question } from '../../question.ts'
import { answeringFrom } from './answer-question.ts'
import { openForQueries } from './open-for-queries.ts'

const answer = answeringFrom(openForQueries(process.argv[2]!))

process.on('message', (question: Question) => process.send!(answer(question)))
process.on('disconnect', () => process.exit())
