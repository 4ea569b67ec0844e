# syntax=docker/dockerfile:1

# The application, built. Node of the image itself; the copy in node_modules is for machines with an older one.
FROM node:24-slim AS build
WORKDIR /placar
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

# What it needs to run.
FROM node:24-slim AS packages
WORKDIR /placar
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production PORT=3000 PLACAR_DATA=/data
WORKDIR /placar
COPY --from=packages /placar/node_modules node_modules
COPY package.json server.ts ./
# The operator's commands run from the sources.
COPY app app
COPY ops ops
COPY drizzle drizzle
COPY --from=build /placar/build build
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.ts"]
