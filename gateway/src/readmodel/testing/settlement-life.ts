import {
  type Account,
  ACCOUNT_FORM,
  answerRedemption,
  cash,
  CHEQUE_ACCOUNT_FORM,
  type ChequeAccount,
  CHEQUEBOOK_FORM,
  credit,
  debit,
  depositInto,
  fen,
  type Form,
  type Funds,
  FUNDS_FORM,
  hold,
  type Issue,
  ISSUE_FORM,
  joinChannel,
  leaveChannel,
  lockIn,
  NETTING_ROUND_FORM,
  newChequeAccount,
  noFunds,
  openAccount,
  openChequebook,
  openPaymentChannel,
  type OrgId,
  orgOfParty,
  parseId,
  parseMilliFen,
  parseOrgId,
  parseParty,
  type Party,
  PAYMENT_CHANNEL_FORM,
  type PaymentChannel,
  REDEMPTION_FORM,
  requestIssue,
  statusOfAccount,
  statusOfChannel,
  statusOfChequebook,
  statusOfRound,
  TRANSFER_FORM,
} from '@cloudfed/core';

import type { Step } from './blocks.js';

const id = (text: string) => parseId(text, 'id');
const org = (text: string) => parseOrgId(text, 'org');
const party = (text: string) => parseParty(text, 'party');

/** What happens on the ledger channel of all, as transactions whose changes core decides; for tests. */
export class SettlementLife {
  readonly #funds = new Map<OrgId, Funds>();
  readonly #issues = new Map<string, Issue>();
  readonly #channels = new Map<string, PaymentChannel>();
  readonly #accounts = new Map<string, Account>();
  readonly #chequeAccounts = new Map<string, ChequeAccount>();
  #books = new Map<string, ReturnType<typeof openChequebook>>();

  balance(orgId: string): bigint {
    return this.#fundsOf(org(orgId)).balance;
  }

  issue(reference: string, by: string, orgId: string, amount: bigint): readonly Step[] {
    const before = this.#issues.get(reference);
    const issue = requestIssue(before, id(reference), { by: org(by), org: org(orgId), amount: fen(amount) });
    this.#issues.set(reference, issue);
    const told = step('FundsIssue', ISSUE_FORM, issue);
    if (issue.status !== 'done') return [told('Funds.issueRequested', reference)];
    return [this.#change(org(orgId), (funds) => credit(funds, fen(amount))), told('Funds.issued', reference)];
  }

  transfer(transferId: string, fromOrg: string, toOrg: string, amount: bigint): readonly Step[] {
    const transfer = { from: org(fromOrg), id: id(transferId), to: org(toOrg), amount: fen(amount) };
    return [
      this.#change(transfer.from, (funds) => debit(funds, transfer.amount)),
      this.#change(transfer.to, (funds) => credit(funds, transfer.amount)),
      step('FundsTransfer', TRANSFER_FORM, transfer)('Funds.transferred', transferId),
    ];
  }

  redeem(reference: string, orgId: string, amount: bigint): readonly Step[] {
    const redemption = {
      org: org(orgId),
      reference: id(reference),
      amount: fen(amount),
      status: 'held',
      answeredBy: '',
    };
    const told = step('FundsRedemption', REDEMPTION_FORM, redemption as never)('Funds.redemptionRequested', reference);
    return [this.#change(org(orgId), (funds) => hold(funds, fen(amount))), told];
  }

  refuse(reference: string, orgId: string, amount: bigint, by: string): readonly Step[] {
    const held = { org: org(orgId), reference: id(reference), amount: fen(amount), status: 'held', answeredBy: '' };
    const refused = answerRedemption(held as never, 'refused', org(by));
    const told = step('FundsRedemption', REDEMPTION_FORM, refused)('Funds.redemptionRefused', reference);
    const back = (funds: Funds): Funds => credit({ ...funds, held: fen(funds.held - amount) }, fen(amount));
    return [this.#change(org(orgId), back), told];
  }

  /** A month that two net; nobody owes anything. */
  round(period: string, members: readonly string[]): readonly Step[] {
    const round = { period, members: members.map(org), posts: [], terms: undefined, signatures: [] };
    const told = step('NettingRound', NETTING_ROUND_FORM, round, { status: statusOfRound(round) });
    return [told('Netting.posted', period)];
  }

  openBook(bookId: string, drawer: string): readonly Step[] {
    return [this.#keepBook('Chequebook.opened', openChequebook(id(bookId), party(drawer)))];
  }

  deposit(bookId: string, amount: bigint): readonly Step[] {
    const book = depositInto(this.#bookOf(bookId), fen(amount));
    return [this.#payIn(book.drawer, amount), this.#keepBook('Chequebook.deposited', book)];
  }

  cash(bookId: string, beneficiary: string, cumulative: bigint): readonly Step[] {
    const book = this.#bookOf(bookId);
    const key = `${bookId} ${beneficiary}`;
    const account = this.#chequeAccounts.get(key) ?? newChequeAccount(book, party(beneficiary));
    const cashed = cash(book, account, parseMilliFen(cumulative.toString(), 'cumulative'));
    this.#chequeAccounts.set(key, cashed.account);
    return [
      this.#change(orgOfParty(party(beneficiary)), (funds) => credit(funds, cashed.paid)),
      this.#keepBook('Chequebook.cashed', cashed.book),
      step('ChequeAccount', CHEQUE_ACCOUNT_FORM, cashed.account)('ChequeAccount.changed', bookId),
    ];
  }

  openChannel(channelId: string, opener: string, deposit: bigint): readonly Step[] {
    const channel = openPaymentChannel({ id: id(channelId), size: 3, stake: fen(0n) }, party(opener), fen(deposit));
    return [this.#payIn(party(opener), deposit), this.#keepChannel('PaymentChannel.opened', channel)];
  }

  join(channelId: string, member: string, deposit: bigint): readonly Step[] {
    const channel = joinChannel(this.#channelOf(channelId), party(member), fen(deposit));
    return [this.#payIn(party(member), deposit), this.#keepChannel('PaymentChannel.joined', channel)];
  }

  leave(channelId: string, member: string): readonly Step[] {
    const { channel, payouts } = leaveChannel(this.#channelOf(channelId), party(member));
    const paid = payouts.map(({ to, amount }) => this.#change(orgOfParty(to), (funds) => credit(funds, amount)));
    return [...paid, this.#keepChannel('PaymentChannel.left', channel)];
  }

  openAccount(accountId: string, holder: string, platform: string): readonly Step[] {
    const terms = { type: 'account-terms', holder: party(holder), platform: party(platform) } as const;
    return [this.#keepAccount('Account.registered', openAccount(id(accountId), terms))];
  }

  lock(accountId: string, amount: bigint): readonly Step[] {
    const before = this.#accounts.get(accountId);
    if (before === undefined) throw new Error(`no account ${accountId}`);
    const account = lockIn(before, fen(amount));
    return [this.#payIn(account.holder, amount), this.#keepAccount('Account.locked', account)];
  }

  #fundsOf(orgId: OrgId): Funds {
    return this.#funds.get(orgId) ?? noFunds(orgId);
  }

  #change(orgId: OrgId, change: (funds: Funds) => Funds): Step {
    const funds = change(this.#fundsOf(orgId));
    this.#funds.set(orgId, funds);
    return step('Funds', FUNDS_FORM, funds)('Funds.changed', orgId);
  }

  #payIn(from: Party, amount: bigint): Step {
    return this.#change(orgOfParty(from), (funds) => debit(funds, fen(amount)));
  }

  #bookOf(bookId: string) {
    const book = this.#books.get(bookId);
    if (book === undefined) throw new Error(`no book ${bookId}`);
    return book;
  }

  #channelOf(channelId: string): PaymentChannel {
    const channel = this.#channels.get(channelId);
    if (channel === undefined) throw new Error(`no channel ${channelId}`);
    return channel;
  }

  #keepBook(kind: string, book: ReturnType<typeof openChequebook>): Step {
    this.#books = this.#books.set(book.id, book);
    return step('Chequebook', CHEQUEBOOK_FORM, book, { status: statusOfChequebook(book) })(kind, book.id);
  }

  #keepChannel(kind: string, channel: PaymentChannel): Step {
    this.#channels.set(channel.id, channel);
    const status = { status: statusOfChannel(channel) };
    return step('PaymentChannel', PAYMENT_CHANNEL_FORM, channel, status)(kind, channel.id);
  }

  #keepAccount(kind: string, account: Account): Step {
    this.#accounts.set(account.id, account);
    return step('Account', ACCOUNT_FORM, account, { status: statusOfAccount(account) })(kind, account.id);
  }
}

function step<T>(objectType: string, form: Form<T>, value: T, more: object = {}): (kind: string, of: string) => Step {
  const record = { objectType, ...more, ...(form.encode(value) as object) };
  return (kind, of) => ({ kind, id: of, record });
}
