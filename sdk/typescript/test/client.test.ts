import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { createHomeDelivery, dataOf, HomeDeliveryError } from "../src/index.js";

async function answering(listener: RequestListener, use: (baseUrl: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

test("sends the token, and takes the data out of the envelope", async () => {
  const cart = { userId: "u", items: [], total: 0, updatedAt: "2026-01-31T10:15:30.123Z", revision: 0 };
  await answering(
    (request, response) => {
      assert.equal(request.url, "/api/cart");
      assert.equal(request.headers.authorization, "Bearer secret");
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ success: true, data: cart, timestamp: cart.updatedAt }));
    },
    async (baseUrl) => {
      const shop = createHomeDelivery(baseUrl, () => "secret");

      assert.deepEqual(dataOf(await shop.GET("/api/cart")), cart);
    },
  );
});

test("throws the code of an error, and when to try again", async () => {
  await answering(
    (_, response) => {
      response.writeHead(429, { "Content-Type": "application/json", "Retry-After": "7", "X-Request-Id": "r" });
      response.end(
        JSON.stringify({ success: false, error: { code: "RATE_LIMIT_EXCEEDED", message: "Slow down" }, timestamp: "" }),
      );
    },
    async (baseUrl) => {
      const orders = await createHomeDelivery(baseUrl).GET("/api/orders");

      assert.throws(
        () => dataOf(orders),
        (error: unknown) =>
          error instanceof HomeDeliveryError &&
          error.code === "RATE_LIMIT_EXCEEDED" &&
          error.status === 429 &&
          error.retryAfter === 7 &&
          error.requestId === "r",
      );
    },
  );
});

test("takes a date to try again at for no time", async () => {
  await answering(
    (_, response) => {
      response.writeHead(503, { "Retry-After": "Fri, 27 Nov 2026 10:15:30 GMT" });
      response.end("Maintenance");
    },
    async (baseUrl) => {
      const orders = await createHomeDelivery(baseUrl).GET("/api/orders");

      assert.throws(
        () => dataOf(orders),
        (error: unknown) =>
          error instanceof HomeDeliveryError && error.status === 503 && error.retryAfter === undefined,
      );
    },
  );
});
