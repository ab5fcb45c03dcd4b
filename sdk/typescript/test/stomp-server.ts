import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

export interface Frame {
  readonly command: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Speaks as much STOMP 1.2 as the gateway does to a client that tracks. */
export class StompServer {
  readonly frames: Frame[] = [];
  private readonly server = new WebSocketServer({ port: 0, host: "127.0.0.1" });

  private constructor(answer: (frame: Frame) => string | undefined) {
    this.server.on("connection", (socket: WebSocket) =>
      socket.on("message", (data) => {
        const frame = parse(String(data));
        if (frame !== undefined) {
          this.frames.push(frame);
          const reply = protocol(frame) ?? answer(frame);
          if (reply !== undefined) {
            socket.send(reply);
          }
          if (reply?.startsWith("ERROR")) {
            socket.close();
          }
        }
      }),
    );
  }

  /** @param answer what is sent back for a frame, if anything */
  static async start(answer: (frame: Frame) => string | undefined): Promise<StompServer> {
    const started = new StompServer(answer);
    await once(started.server, "listening");
    return started;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  of(command: string): Frame[] {
    return this.frames.filter((frame) => frame.command === command);
  }

  /** As when the network goes away. */
  cutConnections(): void {
    this.server.clients.forEach((socket) => socket.terminate());
  }

  close(): void {
    this.cutConnections();
    this.server.close();
  }
}

export function write(command: string, headers: Record<string, string>, body: unknown = undefined): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
  return [command, ...lines, "", body === undefined ? "" : JSON.stringify(body)].join("\n") + "\0";
}

function protocol(frame: Frame): string | undefined {
  switch (frame.command) {
    case "CONNECT":
      return write("CONNECTED", { version: "1.2" });
    case "DISCONNECT":
      return write("RECEIPT", { "receipt-id": frame.headers["receipt"] ?? "" });
    default:
      return undefined;
  }
}

function parse(text: string): Frame | undefined {
  const [head = "", body = ""] = text.replace(/\0$/, "").split("\n\n", 2);
  const [command = "", ...lines] = head.split("\n");
  return command === ""
    ? undefined
    : { command, body, headers: Object.fromEntries(lines.map((line) => line.split(/:(.*)/s).slice(0, 2))) };
}
