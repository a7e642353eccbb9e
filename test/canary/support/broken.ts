import type { Canaries } from "./canaries.ts";
import type { Scene } from "./scene.ts";

/** A configuration with a secret where it does not belong; none of these may count. */
export interface Broken {
  readonly name: string;
  readonly text: (secret: string, config: Scene["config"]) => string;
}

const json = (of: (secret: string, config: Scene["config"]) => object): Broken["text"] => {
  return (secret, config) => JSON.stringify(of(secret, config));
};

export const BROKEN: readonly Broken[] = [
  {
    name: "the client secret itself",
    text: json((sdkSecret, config) => ({ ...config, app: { ...config.app, sdkSecret } })),
  },
  {
    name: "a key that is not known",
    text: json((sdkSecret, config) => ({ ...config, sdkSecret })),
  },
  {
    name: "a key of the app that is not known",
    text: json((secret, config) => ({ ...config, app: { ...config.app, sdkSecretValue: secret } })),
  },
  {
    name: "a password in the address of Redis",
    text: json((secret, config) => ({
      ...config,
      state: {
        ...config.state,
        redis: {
          url: `redis://:${encodeURIComponent(secret)}@127.0.0.1:1`,
          keys: { file: "secrets/redisKey" },
        },
      },
    })),
  },
  {
    name: "a password in the address of Postgres",
    text: json((secret, config) => ({
      ...config,
      zoom: {
        ...config.zoom,
        grants: {
          postgres: `postgres://a:${encodeURIComponent(secret)}@127.0.0.1:1/x`,
          keys: { file: "secrets/grantsKey" },
        },
      },
    })),
  },
  {
    name: "a password in the address of an issuer's keys",
    text: json((secret, config) => ({
      ...config,
      callers: {
        ...config.callers,
        oidc: [
          {
            issuer: "https://login.example.com",
            audience: "x",
            jwks: `https://a:${encodeURIComponent(secret)}@login.example.com/keys`,
          },
        ],
      },
    })),
  },
  {
    name: "the token of a hook itself",
    text: json((token, config) => ({
      ...config,
      policy: [{ hook: { url: "https://app.example.com/may-join", token } }],
    })),
  },
  {
    name: "the secret of a webhook itself",
    text: json((secret, config) => ({ ...config, webhooks: { secrets: [secret] } })),
  },
  {
    name: "the secret of the account's app itself",
    text: json((clientSecret, config) => ({
      ...config,
      zoom: { ...config.zoom, account: { ...config.zoom.account, clientSecret } },
    })),
  },
  { name: "no JSON behind it", text: (secret) => `{"app":{"sdkKey":"x","sdkSecret":"${secret}",,` },
  { name: "no JSON before it", text: (secret) => `{app:{sdkSecret:"${secret}"}}` },
  {
    name: "the client secret as the name of a variable",
    text: json((env, config) => ({ ...config, app: { ...config.app, sdkSecret: { env } } })),
  },
  {
    name: "the client secret as the name of a file",
    text: json((file, config) => ({ ...config, app: { ...config.app, sdkSecret: { file } } })),
  },
  {
    name: "the client secret as the name of a key",
    text: json((secret, config) => ({ ...config, [secret]: true })),
  },
  { name: "nothing but it", text: (secret) => secret },
];

/** Files of secrets with something else in them. */
export interface BrokenFile {
  readonly name: string;
  readonly file: string;
  readonly text: (canaries: Canaries) => string;
}

export const BROKEN_FILES: readonly BrokenFile[] = [
  { name: "a client secret in quotes", file: "sdkSecret", text: ({ sdkSecret }) => `"${sdkSecret}"\n` },
  { name: "a client secret with a space", file: "sdkSecret", text: ({ sdkSecret }) => `${sdkSecret} \n` },
  { name: "a byte order mark", file: "sdkSecret", text: ({ sdkSecret }) => `\ufeff${sdkSecret}` },
  { name: "a key that is none", file: "grantsKey", text: ({ sdkSecret }) => `${sdkSecret}\n` },
  { name: "a key that is cut", file: "auditKey", text: ({ auditKey }) => `${auditKey.slice(0, 40)}\n` },
  {
    name: "an API key instead of its record",
    file: "apiKeys.json",
    text: ({ apiKeys }) => JSON.stringify([apiKeys.host.key]),
  },
  {
    name: "a record with its key",
    file: "apiKeys.json",
    text: ({ apiKeys: { host } }) => JSON.stringify([{ ...host.record, key: host.key }]),
  },
  {
    name: "a record of which the key is the id",
    file: "apiKeys.json",
    text: ({ apiKeys: { host } }) => JSON.stringify([{ ...host.record, id: host.key }]),
  },
  { name: "no JSON in the list of keys", file: "apiKeys.json", text: ({ apiKeys }) => apiKeys.host.key },
];
