// The whole road on a suite that runs: npm run story, with the address of its gateway in HOME_DELIVERY_URL.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import { createHomeDelivery, dataOf, HomeDeliveryError, Tracking, type HomeDelivery, type Offer, type Update } from "../src/index.js";

if (globalThis.WebSocket === undefined) {
  Object.assign(globalThis, { WebSocket });
}

const url = process.env["HOME_DELIVERY_URL"] ?? "http://localhost:3000";
const socket = `${url.replace(/^http/, "ws")}/ws`;
const password = process.env["HOME_DELIVERY_PASSWORD"] ?? "password123";
const adminEmail = process.env["HOME_DELIVERY_ADMIN"] ?? "admin@homedelivery.test";
const store = { lat: 40.7128, lng: -74.006 };
const onTheWay = { lat: 40.715, lng: -74.004 };
const patience = 60_000;

interface Person {
  readonly api: HomeDelivery;
  readonly token: string;
}

const visitor = createHomeDelivery(url);

async function login(email: string): Promise<Person> {
  const { accessToken } = dataOf(await visitor.POST("/api/auth/login", { body: { email, password } }));
  return { api: createHomeDelivery(url, () => accessToken), token: accessToken };
}

async function register(): Promise<{ email: string; userId: string }> {
  const email = `somebody-${randomUUID()}@example.test`;
  const { userId } = dataOf(await visitor.POST("/api/auth/register", { body: { email, password } }));
  return { email, userId };
}

async function riderAtTheStore(admin: Person): Promise<Person> {
  const { email, userId } = await register();
  const role = { params: { path: { userId } }, body: { role: "rider" } };
  dataOf(await admin.api.PUT("/api/auth/users/{userId}/role", role));
  const rider = await login(email);
  dataOf(await rider.api.PUT("/api/riders/me/availability", { body: { online: true, ...store } }));
  return rider;
}

/** Asks until there is an answer. */
async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    assert.ok(Date.now() < end, `${what}: not within ${patience / 1000} s`);
    await pause(100);
  }
}

const sees = (updates: Update[], status: string) =>
  eventually(`the customer sees ${status}`, () =>
    updates.find((update) => update.type === "status-update" && update.status === status),
  );

test("goes from registration to the doorstep", async (story) => {
  const admin = await login(adminEmail);
  const rider = await riderAtTheStore(admin);
  const customer = await login((await register()).email);

  const name = `Plums ${randomUUID()}`;
  const { id: productId } = dataOf(
    await admin.api.POST("/api/products", { body: { name, category: "Specials", price: 2.5 } }),
  );
  const stock = { params: { path: { productId } }, body: { quantity: 10 } };
  dataOf(await admin.api.PUT("/api/inventory/{productId}", stock));

  const plums = await eventually("the catalogue has it", async () => {
    const found = dataOf(await visitor.GET("/api/products", { params: { query: { q: name } } }));
    return found.length === 1 ? found[0] : undefined;
  });
  dataOf(await customer.api.POST("/api/cart/items", { body: { productId: plums.id, quantity: 2 } }));
  const order = dataOf(
    await customer.api.POST("/api/orders", {
      params: { header: { "Idempotency-Key": randomUUID() } },
      body: { deliveryAddress: { street: "350 Broadway", city: "New York", state: "NY", zipCode: "10013" } },
    }),
  );
  assert.equal(order.status, "PENDING");
  assert.equal(order.totalAmount, 5);

  const riderLine = new Tracking({ url: socket, token: () => rider.token });
  const customerLine = new Tracking({ url: socket, token: () => customer.token });
  story.after(() => Promise.all([riderLine.close(), customerLine.close()]));
  const offers: Offer[] = [];
  const updates: Update[] = [];
  riderLine.offers((offer) => offers.push(offer));
  customerLine.delivery(order.id, (update) => updates.push(update));

  const payment = dataOf(
    await customer.api.POST("/api/payments", {
      params: { header: { "Idempotency-Key": randomUUID() } },
      body: { orderId: order.id, amount: order.totalAmount, paymentMethod: "credit_card" },
    }),
  );
  const { deliveryId } = await eventually("the rider is offered it", () =>
    offers.find((offer) => offer.orderId === order.id),
  );
  const paid = await customer.api.GET("/api/payments/{id}", { params: { path: { id: payment.id } } });
  assert.equal(dataOf(paid).status, "SUCCESS");

  const params = { path: { id: deliveryId } };
  dataOf(await rider.api.POST("/api/deliveries/{id}/accept", { params }));
  await sees(updates, "ASSIGNED");
  dataOf(await rider.api.POST("/api/deliveries/{id}/pickup", { params }));
  await sees(updates, "PICKED_UP");
  riderLine.tellLocation(deliveryId, onTheWay);
  await eventually("the customer sees the rider move", () =>
    updates.find((update) => update.type === "location-update" && update.location.lat === onTheWay.lat),
  );

  const track = await customer.api.GET("/api/deliveries/{orderId}/track", { params: { path: { orderId: order.id } } });
  const { otp } = dataOf(track);
  assert.ok(otp);
  dataOf(await rider.api.POST("/api/deliveries/{id}/deliver", { params, body: { otp } }));
  await sees(updates, "DELIVERED");
  await eventually("the order has arrived too", async () => {
    const { status } = dataOf(await customer.api.GET("/api/orders/{id}", { params: { path: { id: order.id } } }));
    return status === "DELIVERED" || undefined;
  });
  dataOf(await rider.api.PUT("/api/riders/me/availability", { body: { online: false, ...store } }));
});

test("says why it was refused", async () => {
  const answer = await visitor.GET("/api/cart");

  assert.throws(
    () => dataOf(answer),
    (error: unknown) => error instanceof HomeDeliveryError && error.code === "UNAUTHORIZED" && error.requestId !== null,
  );
});
