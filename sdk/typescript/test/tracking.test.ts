import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { WebSocket } from "ws";
import { Tracking, type Update } from "../src/index.js";
import { StompServer, write, type Frame } from "./stomp-server.js";

Object.assign(globalThis, { WebSocket });

const ORDER = "01947f3e-5c1a-7d2b-9e4f-6a8b0c1d2e03";
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) {
    await close();
  }
});

const shipped = (frame: Frame) =>
  write(
    "MESSAGE",
    { subscription: frame.headers["id"] ?? "", "message-id": "1", destination: frame.headers["destination"] ?? "" },
    { type: "status-update", deliveryId: ORDER, orderId: ORDER, status: "IN_TRANSIT", timestamp: "2026-01-31T10:15:30.123Z" },
  );

async function serve(answer: (frame: Frame) => string | undefined): Promise<StompServer> {
  const server = await StompServer.start(answer);
  closing.push(() => server.close());
  return server;
}

function track(options: ConstructorParameters<typeof Tracking>[0]): Tracking {
  const tracking = new Tracking({ reconnectDelay: 20, ...options });
  closing.unshift(() => tracking.close());
  return tracking;
}

/** Collects what is heard, and gives it out when there is as much as was waited for. */
function ear<T>(): { hear: (message: T) => void; until: (count: number) => Promise<T[]> } {
  const heard: T[] = [];
  let check = () => {};
  return {
    hear: (message) => {
      heard.push(message);
      check();
    },
    until: (count) =>
      new Promise((resolve) => {
        check = () => heard.length >= count && resolve(heard);
        check();
      }),
  };
}

test("connects with the token, and hears the current state first", async () => {
  const server = await serve((frame) => (frame.command === "SUBSCRIBE" ? shipped(frame) : undefined));
  const updates = ear<Update>();

  track({ url: server.url, token: () => "secret" }).delivery(ORDER, updates.hear);

  const [first] = await updates.until(1);
  assert.equal(first?.type === "status-update" && first.status, "IN_TRANSIT");
  assert.equal(server.of("CONNECT")[0]?.headers["Authorization"], "Bearer secret");
  assert.equal(server.of("SUBSCRIBE")[0]?.headers["destination"], `/topic/deliveries/${ORDER}`);
});

test("subscribes again, with a new token, when the connection was lost", async () => {
  const server = await serve((frame) => (frame.command === "SUBSCRIBE" ? shipped(frame) : undefined));
  const updates = ear<Update>();
  let tokens = 0;

  track({ url: server.url, token: () => `token-${++tokens}` }).delivery(ORDER, updates.hear);
  await updates.until(1);
  server.cutConnections();
  await updates.until(2);

  assert.deepEqual(
    server.of("CONNECT").map((frame) => frame.headers["Authorization"]),
    ["Bearer token-1", "Bearer token-2"],
  );
});

test("does not come back to what it stopped listening to", async () => {
  const server = await serve((frame) => (frame.command === "SUBSCRIBE" ? shipped(frame) : undefined));
  const [left, kept] = [ear<Update>(), ear<unknown>()];

  const tracking = track({ url: server.url, token: () => "secret" });
  const stop = tracking.delivery(ORDER, left.hear);
  tracking.reminders(kept.hear);
  await left.until(1);
  await kept.until(1);
  stop();
  server.cutConnections();
  await kept.until(2);

  assert.deepEqual(
    server.of("SUBSCRIBE").map((frame) => frame.headers["destination"]),
    [`/topic/deliveries/${ORDER}`, "/user/queue/reminders", "/user/queue/reminders"],
  );
});

test("gives up what it may not have", async () => {
  const server = await serve((frame) =>
    frame.command === "SUBSCRIBE"
      ? write("ERROR", { message: "NOT_FOUND" }, { code: "NOT_FOUND", message: "Delivery not found" })
      : undefined,
  );
  const errors = ear<{ code: string; message: string }>();

  const tracking = track({ url: server.url, token: () => "secret", onError: errors.hear });
  tracking.delivery(ORDER, () => assert.fail("nothing is to be heard"));

  assert.deepEqual(await errors.until(1), [{ code: "NOT_FOUND", message: "Delivery not found" }]);
  assert.equal(tracking.active, false);
});

/** Refuses each subscription, and ends the connection as the gateway does. */
const refusing = (code: string) => (frame: Frame) =>
  frame.command === "SUBSCRIBE" ? write("ERROR", { message: code }, { code, message: "No" }) : undefined;

test("waits longer each time it is refused at once", async () => {
  const server = await serve(refusing("SERVICE_ERROR"));
  const errors = ear<unknown>();
  const begin = Date.now();

  track({ url: server.url, token: () => "secret", onError: errors.hear }).delivery(ORDER, () => {});

  await errors.until(7);
  // Half of 20, 40, 80, 160, 320 and 640 ms, of which a timer may miss one each.
  assert.ok(Date.now() - begin >= 624, `${Date.now() - begin} ms`);
});

test("ends with too many subscriptions", async () => {
  const server = await serve(refusing("RATE_LIMIT_EXCEEDED"));
  const errors = ear<unknown>();

  const tracking = track({ url: server.url, token: () => "secret", onError: errors.hear });
  tracking.delivery(ORDER, () => {});

  await errors.until(1);
  assert.equal(tracking.active, false);
});

test("waits for a token that is not there yet", async () => {
  const server = await serve((frame) => (frame.command === "SUBSCRIBE" ? shipped(frame) : undefined));
  const updates = ear<Update>();
  const tokens = [() => undefined, () => Promise.reject(new Error("The network is away")), () => "secret"];

  track({ url: server.url, token: () => tokens.shift()?.() }).delivery(ORDER, updates.hear);
  await updates.until(1);

  assert.deepEqual(
    server.of("CONNECT").map((frame) => frame.headers["Authorization"]),
    ["Bearer secret"],
  );
});
