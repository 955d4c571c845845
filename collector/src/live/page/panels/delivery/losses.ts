import { ledgerNames } from '../../../../model/ledger-names.ts'
import { type Ledger, lossesOf } from '../../../../model/sender.ts'
import { element } from '../../ui/element.ts'
import { figure } from '../../ui/format.ts'

/** What a ledger says was lost, each reason with its count. */
export const losses = (ledger: Ledger): HTMLElement[] =>
  lossesOf(ledger).map(([reason, count]) => {
    const loss = element(
      'span',
      'loss',
      element('span', 'label-name', reason),
      ' ',
      element('span', 'label-value', figure(count)),
    )
    if (Object.hasOwn(ledgerNames, reason)) loss.title = ledgerNames[reason]!.meaning
    return loss
  })
