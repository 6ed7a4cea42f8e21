# The program in a small image, for pipelines: docker run --rm -i IMAGE --registry … < rendered.yaml
# docs/image.md says how to build it without a network, and on a base of your own.
ARG BUILD_IMAGE=docker.io/library/node:20-bookworm-slim@sha256:2cf067cfed83d5ea958367df9f966191a942351a2df77d6f0193e162b5febfc0
# The C library is all that the program needs.
ARG BASE_IMAGE=gcr.io/distroless/base-nossl-debian12:nonroot@sha256:be40c00dfabd86576d92666e87e406714d5618342de1a0c213ad232de255172e

FROM --platform=${BUILDPLATFORM} ${BUILD_IMAGE} AS build
ARG TARGETARCH
WORKDIR /build
COPY . .
# A binary that was built before (npm run build:binary) is taken as it is, so that image and release hold the same bytes.
RUN set -eu; \
    case "${TARGETARCH}" in amd64) target=linux-x64 ;; *) target=linux-${TARGETARCH} ;; esac; \
    if [ ! -x "dist/bin/k8ssandra-relocate-${target}" ]; then \
      npm ci --ignore-scripts --no-audit --no-fund; \
      node --import tsx scripts/binary.ts "${target}"; \
    fi; \
    mkdir -p /out/usr/local/bin /out/usr/share/doc/k8ssandra-relocate /out/work; \
    cp "dist/bin/k8ssandra-relocate-${target}" /out/usr/local/bin/k8ssandra-relocate; \
    cp LICENSE THIRD-PARTY-LICENSES.txt /out/usr/share/doc/k8ssandra-relocate/; \
    chmod 755 /out/usr/local/bin/k8ssandra-relocate

FROM ${BASE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=
LABEL org.opencontainers.image.title="k8ssandra-relocate" \
      org.opencontainers.image.description="Points every image of a K8ssandra release at a private registry" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /out/ /
USER 65532:65532
WORKDIR /work
HEALTHCHECK NONE
ENTRYPOINT ["/usr/local/bin/k8ssandra-relocate"]
