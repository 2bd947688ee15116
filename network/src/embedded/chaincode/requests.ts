import {
  type ChaincodeMessage,
  MessageType,
  decodeKeyRequest,
  decodePutState,
  decodeQueryId,
  decodeRangeRequest,
} from './message.js';
import { EMPTY } from '../protocol/wire.js';
import { type Simulation, SimulationError } from './simulation.js';

/** Answers one request of a running chaincode from its transaction's simulation. @throws Error said to the chaincode */
export function answerRequest(message: ChaincodeMessage, simulation: Simulation): Buffer {
  switch (message.type) {
    case MessageType.getState: {
      const request = publicOnly(decodeKeyRequest(message.payload));
      return simulation.getState(request.key);
    }
    case MessageType.putState: {
      const request = publicOnly(decodePutState(message.payload));
      simulation.putState(request.key, request.value);
      return EMPTY;
    }
    case MessageType.delState: {
      const request = publicOnly(decodeKeyRequest(message.payload));
      simulation.putState(request.key, EMPTY);
      return EMPTY;
    }
    case MessageType.getStateByRange: {
      const request = publicOnly(decodeRangeRequest(message.payload));
      return simulation.queryRange(request.startKey, request.endKey, request.page);
    }
    case MessageType.getHistoryForKey:
      return simulation.queryHistory(decodeKeyRequest(message.payload).key);
    case MessageType.queryStateNext:
      return simulation.queryNext(decodeQueryId(message.payload));
    case MessageType.queryStateClose:
      return simulation.queryClose(decodeQueryId(message.payload));
    case MessageType.getStateMetadata: {
      const request = publicOnly(decodeKeyRequest(message.payload));
      simulation.getState(request.key);
      return EMPTY;
    }
    default:
      throw new SimulationError(unsupported(message.type));
  }
}

function publicOnly<T extends { readonly collection: string }>(request: T): T {
  if (request.collection !== '') throw new SimulationError('private data is not supported by this network');
  return request;
}

function unsupported(type: number): string {
  switch (type) {
    case MessageType.invokeChaincode:
      return 'chaincode cannot call chaincode on this network';
    case MessageType.getQueryResult:
      return 'ExecuteQuery not supported for leveldb';
    case MessageType.putStateMetadata:
      return 'key-level endorsement policies are not supported by this network';
    case MessageType.getPrivateDataHash:
    case MessageType.purgePrivateData:
      return 'private data is not supported by this network';
    default:
      return `unsupported message type ${type}`;
  }
}
