# The service as an image that needs neither root nor a file system that it can write to. How to run it: docs/operating.md
FROM node:26-trixie-slim AS sources
WORKDIR /app
COPY . .

FROM sources AS page
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile && npm run build

# The command line with all that it needs to serve and to work, and nothing that only builds or tests.
FROM sources AS service
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --prod --filter "@inbox-connect/cli..."

FROM node:26-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=service /app .
COPY --from=page /app/apps/web/dist apps/web/dist
# By number, so that whoever starts it can see that it is not root.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/cli/src/main.ts"]
CMD ["serve"]
