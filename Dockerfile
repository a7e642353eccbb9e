# The server: what `countersign serve` needs to run, and nothing that builds. docs/deploy/docker.md says how it is used.
#
# A tag can be moved. For a build that can be repeated, name the digest that your registry shows for the tag:
#   docker build --build-arg NODE=node:24.21.0-slim@sha256:… .
ARG NODE=node:24.21.0-slim

# Manifests alone: as long as none of them changes, packages that were installed before are taken from the cache.
FROM ${NODE} AS workspace
WORKDIR /countersign
COPY package.json package-lock.json .npmrc ./
COPY apps/web/package.json apps/web/
COPY examples/plain/package.json examples/plain/
COPY examples/react/package.json examples/react/
COPY packages/cli/package.json packages/cli/
COPY packages/core/package.json packages/core/
COPY packages/join/package.json packages/join/
COPY packages/sandbox/package.json packages/sandbox/
COPY packages/server/package.json packages/server/

FROM workspace AS build
RUN npm ci --ignore-scripts
COPY tsconfig.base.json ./
COPY tools tools
COPY apps apps
COPY packages packages
RUN npm run build

FROM workspace AS production
RUN npm ci --ignore-scripts --omit=dev --workspace countersign

FROM ${NODE}
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="countersign" \
      org.opencontainers.image.description="Signs for the Zoom Meeting SDK, for callers it knows. Not made by Zoom." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}"
# A signer installs nothing.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
           /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*
WORKDIR /countersign
COPY LICENSE package.json ./
COPY --from=production /countersign/node_modules node_modules
COPY --from=build /countersign/packages/core/package.json packages/core/
COPY --from=build /countersign/packages/core/dist packages/core/dist
COPY --from=build /countersign/packages/sandbox/package.json packages/sandbox/
COPY --from=build /countersign/packages/sandbox/dist packages/sandbox/dist
COPY --from=build /countersign/packages/server/package.json packages/server/
COPY --from=build /countersign/packages/server/dist packages/server/dist
COPY --from=build /countersign/packages/cli/package.json packages/cli/
COPY --from=build /countersign/packages/cli/dist packages/cli/dist
COPY --from=build /countersign/packages/cli/page packages/cli/page

# Everything above belongs to root. Nothing is written by the server itself, so the file system can be read-only.
USER 65532:65532
# These two win over the configuration's `listen`, so that the health check knows where to ask.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# A report of Node's would hold the environment, and a debugger that is let in by a signal everything else.
ENTRYPOINT ["node", "--report-exclude-env", "--disable-sigusr1", "/countersign/packages/cli/dist/bin.js", "serve"]
