# The program in a small image, for pipelines: docker run -i --rm k8ssandra-relocate --registry … < rendered.yaml
ARG NODE_IMAGE=docker.io/library/node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="k8ssandra-relocate" \
      org.opencontainers.image.description="Points every image of a K8ssandra release at a private registry" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /build/LICENSE /usr/share/doc/k8ssandra-relocate/LICENSE
COPY --from=build --chmod=0755 /build/k8ssandra-relocate /usr/local/bin/k8ssandra-relocate
USER 65532:65532
WORKDIR /work
HEALTHCHECK NONE
ENTRYPOINT ["/usr/local/bin/k8ssandra-relocate"]
