import type * as grpc from '@grpc/grpc-js';
import type { Channel } from '../channel.js';
import { broadcastMethod, serveBroadcast } from './broadcast.js';
import { type DeliverOptions, blockResponse, filteredResponse, serveDeliver } from './deliver.js';
import { type Report, rawMethod } from './methods.js';

const both = { request: true, response: true };

/** `orderer.AtomicBroadcast`: Broadcast, and Deliver of every channel. */
export function addOrdererServices(server: grpc.Server, channels: ReadonlyMap<string, Channel>, report: Report): void {
  server.addService(
    { broadcast: broadcastMethod, deliver: rawMethod('/orderer.AtomicBroadcast/Deliver', both) },
    {
      broadcast: serveBroadcast(channels, report),
      deliver: serveDeliver({
        channels,
        report,
        encode: (_channel, block) => blockResponse(block.bytes),
        allows: (channel, identity) => channel.access.allowsAtOrderer('Readers', identity),
      }),
    },
  );
}

/** `protos.Deliver` of a peer: blocks and filtered blocks of its org's channels. */
export function addDeliverServices(server: grpc.Server, channels: ReadonlyMap<string, Channel>, report: Report): void {
  const allows: DeliverOptions['allows'] = (channel, identity) => channel.access.allows('Readers', identity);
  server.addService(
    {
      deliver: rawMethod('/protos.Deliver/Deliver', both),
      deliverFiltered: rawMethod('/protos.Deliver/DeliverFiltered', both),
    },
    {
      deliver: serveDeliver({
        channels,
        report,
        allows,
        encode: (_channel, block) => blockResponse(block.bytes),
      }),
      deliverFiltered: serveDeliver({
        channels,
        report,
        allows,
        encode: (channel, block) => filteredResponse(block.filtered(channel.channelId)),
      }),
    },
  );
}
