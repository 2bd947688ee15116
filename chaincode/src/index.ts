import { MeteringContract } from './metering/contract.js';
import { SettlementContract } from './settlement/contract.js';

/** What `fabric-chaincode-node server` loads; the first one is the default contract. */
export const contracts = [MeteringContract, SettlementContract];
export { EVENT_NAME } from './ledger/transaction.js';
export { MeteringContract, SettlementContract };
