import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./generated/api.js";

export type Schemas = components["schemas"];
export type HomeDelivery = Client<paths>;

/** Gives the access token to send, or undefined for a request without one. Asked before each request. */
export type Credentials = () => string | undefined | Promise<string | undefined>;

/** An answer that is an error. Decide by `code`, show `message`. */
export class HomeDeliveryError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: unknown;
  /** What support asks for. */
  readonly requestId: string | null;
  /** In how many seconds the request may be sent again; undefined when it should not be, or when somebody on the way names a date. */
  readonly retryAfter: number | undefined;

  constructor(error: Schemas["Error"], response: Response) {
    super(error.message);
    this.name = "HomeDeliveryError";
    this.code = error.code;
    this.details = error.details;
    this.status = response.status;
    this.requestId = response.headers.get("X-Request-Id");
    const seconds = response.headers.get("Retry-After") ?? "";
    this.retryAfter = /^\d+$/.test(seconds) ? Number(seconds) : undefined;
  }
}

/**
 * A client with a method for each route: `await shop.GET("/api/orders/{id}", { params: { path: { id } } })`.
 *
 * @param baseUrl of the gateway: `http://localhost:3000`
 */
export function createHomeDelivery(baseUrl: string, credentials: Credentials = () => undefined): HomeDelivery {
  const client = createClient<paths>({ baseUrl });
  client.use({
    async onRequest({ request }) {
      const token = await credentials();
      if (token !== undefined) {
        request.headers.set("Authorization", `Bearer ${token}`);
      }
      return request;
    },
  });
  return client;
}

type Answer<T> = { data?: { data: T }; error?: unknown; response: Response };

/**
 * The data in the envelope of an answer: `dataOf(await shop.GET("/api/cart"))`.
 *
 * @throws HomeDeliveryError when the answer is an error
 */
export function dataOf<T>(answer: Answer<T>): T {
  if (answer.data !== undefined) {
    return answer.data.data;
  }
  throw new HomeDeliveryError(errorIn(answer.error), answer.response);
}

function errorIn(body: unknown): Schemas["Error"] {
  const error = (body as Partial<Schemas["ErrorResponse"]> | undefined)?.error;
  return error ?? { code: "INTERNAL_ERROR", message: "The answer is not one of the API" };
}
