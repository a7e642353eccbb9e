/** What is used of the SDK, as far as 3.13.1 and 6.2.0 have it in common. */

export interface CallBacks {
  success?(result?: unknown): void;
  error?(error: unknown): void;
}

export type Options = { readonly [option: string]: unknown };

export interface ZoomMtg {
  setZoomJSLib(address: string, folder: string): void;
  preLoadWasm(): void;
  prepareWebSDK?(): void;
  init(options: Options & CallBacks): void;
  join(options: Options & CallBacks): void;
  leaveMeeting(options: Options & CallBacks): void;
  getWebSDKVersion?(options?: CallBacks): unknown;
}

export interface EmbeddedClient {
  init(options: Options): Promise<unknown>;
  join(options: Options): Promise<unknown>;
  leaveMeeting(): Promise<unknown> | unknown;
}

export interface ZoomMtgEmbedded {
  readonly VERSION?: string;
  createClient(): EmbeddedClient;
  destroyClient?(): void;
}

/** One view of the SDK, with the differences behind it. */
export interface Driver {
  /** The SDK's own object: `ZoomMtg`, or the client of the component view. */
  readonly client: unknown;
  init(): Promise<void>;
  join(call: Options): Promise<void>;
  /** Leaves the meeting and takes down what can be. */
  leave(): Promise<void>;
}
