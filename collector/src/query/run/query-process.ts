// Run by `openQueryPool`: answers one question after the other, and ends with the collector.
import { answerQuestion } from './answer-question.ts'
import { openForQueries } from './open-for-queries.ts'
import type { Question } from './question.ts'

const database = openForQueries(process.argv[2]!)

process.on('message', (question: Question) => process.send!(answerQuestion(database, question)))
process.on('disconnect', () => process.exit())
