import { Client, type IFrame, type StompSubscription } from "@stomp/stompjs";
import { Backoff } from "./backoff.js";
import type { Credentials } from "./client.js";
import type { components } from "./generated/tracking.js";

type Schemas = components["schemas"];
export type StatusUpdate = Schemas["StatusUpdate"];
export type LocationUpdate = Schemas["LocationUpdate"];
export type PickupReminder = Schemas["PickupReminder"];
export type Offer = Schemas["Offer"];
/** What there is to hear of a delivery. */
export type Update = StatusUpdate | LocationUpdate;

export interface TrackingOptions {
  /** Of the gateway: `ws://localhost:3000/ws`. */
  url: string;
  /** Gives the access token; asked at each connection, so that a refreshed one is taken. Without one it waits. */
  token: Credentials;
  /** Told what the gateway refuses. It ends the session; where trying again cannot help, tracking ends with it. */
  onError?: (error: { code: string; message: string }) => void;
  /** Longest first wait before connecting again, in milliseconds; doubled up to half a minute. 500 by default. */
  reconnectDelay?: number;
}

const HEART_BEAT = 10_000;
/** After these a new connection, with a new token, may do. */
const PASSING = new Set(["TOKEN_EXPIRED", "SERVICE_ERROR", "INTERNAL_ERROR"]);
/** Other sessions of the same person may end. The subscriptions of one session would be as many in the next. */
const TOO_MANY = "RATE_LIMIT_EXCEEDED";

interface Wish {
  readonly destination: string;
  readonly listener: (message: unknown) => void;
  subscription?: StompSubscription;
}

/**
 * Live tracking. Whatever has been subscribed to is subscribed to again after each reconnection, and its current state comes
 * first: nothing has to be asked for besides.
 */
export class Tracking {
  private readonly stomp: Client;
  private readonly wishes = new Set<Wish>();
  private readonly backoff: Backoff;
  private connectedAt: number | undefined;
  private attempted = false;

  constructor(options: TrackingOptions) {
    this.backoff = new Backoff(options.reconnectDelay ?? 500);
    this.stomp = new Client({
      brokerURL: options.url,
      heartbeatIncoming: HEART_BEAT,
      heartbeatOutgoing: HEART_BEAT,
      // At once, for the waiting is done before each connection.
      reconnectDelay: 1,
      beforeConnect: async (client) => {
        const token = await this.tokenFor(options.token);
        client.connectHeaders = { Authorization: `Bearer ${token}` };
      },
      onConnect: () => {
        this.connectedAt = Date.now();
        this.wishes.forEach((wish) => this.open(wish));
      },
      onWebSocketClose: () => this.disconnected(),
      onStompError: (frame) => {
        const error = errorIn(frame);
        options.onError?.(error);
        if (!PASSING.has(error.code) && !(error.code === TOO_MANY && this.connectedAt === undefined)) {
          void this.close();
        }
      },
    });
    this.stomp.activate();
  }

  /** False once it has been closed, or refused for good. */
  get active(): boolean {
    return this.stomp.active;
  }

  /** The delivery of an order, for its customer, its rider and admins. Returns how to stop. */
  delivery(orderId: string, listener: (update: Update) => void): () => void {
    return this.subscribe(`/topic/deliveries/${orderId}`, listener as (message: unknown) => void);
  }

  /** A rider's offers. Returns how to stop. */
  offers(listener: (offer: Offer) => void): () => void {
    return this.subscribe("/user/queue/offers", listener as (message: unknown) => void);
  }

  /** A rider's reminders to pick up. Returns how to stop. */
  reminders(listener: (reminder: PickupReminder) => void): () => void {
    return this.subscribe("/user/queue/reminders", listener as (message: unknown) => void);
  }

  /** Where the rider of a delivery is. Nothing is sent while there is no connection: a later position says more. */
  tellLocation(deliveryId: string, location: Schemas["GeoPoint"]): void {
    if (this.stomp.connected) {
      this.stomp.publish({
        destination: `/app/deliveries/${deliveryId}/location`,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(location),
      });
    }
  }

  async close(): Promise<void> {
    this.wishes.clear();
    const closed = this.stomp.deactivate();
    this.backoff.stop();
    await closed;
  }

  /** Waits before all attempts but the first, and until there is a token. */
  private async tokenFor(credentials: Credentials): Promise<string | undefined> {
    while (this.stomp.active) {
      if (this.attempted) {
        await this.backoff.wait();
      }
      this.attempted = true;
      const token = await Promise.resolve().then(credentials).catch(() => undefined);
      if (token !== undefined) {
        return token;
      }
    }
    return undefined;
  }

  private disconnected(): void {
    // Who is refused as soon as it is connected has not got anywhere.
    if (this.connectedAt !== undefined && Date.now() - this.connectedAt >= HEART_BEAT) {
      this.backoff.reset();
    }
    this.connectedAt = undefined;
  }

  private subscribe(destination: string, listener: (message: unknown) => void): () => void {
    const wish: Wish = { destination, listener };
    this.wishes.add(wish);
    if (this.stomp.connected) {
      this.open(wish);
    }
    return () => {
      this.wishes.delete(wish);
      if (this.stomp.connected) {
        wish.subscription?.unsubscribe();
      }
    };
  }

  private open(wish: Wish): void {
    wish.subscription = this.stomp.subscribe(wish.destination, (frame) => wish.listener(JSON.parse(frame.body)));
  }
}

function errorIn(frame: IFrame): { code: string; message: string } {
  try {
    const { code, message } = JSON.parse(frame.body) as { code: string; message: string };
    return { code, message };
  } catch {
    return { code: "INTERNAL_ERROR", message: frame.headers["message"] ?? frame.body };
  }
}
