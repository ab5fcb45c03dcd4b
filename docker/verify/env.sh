# Sourced by the others. Whatever they ask of the machine is a variable here.
set -euo pipefail
VERIFY="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
SUITE="$(cd "$VERIFY/../.." && pwd)"
WORK="${WORK:-${TMPDIR:-/tmp}/home-delivery-verify}" # base system, downloads, contexts of images, logs
PROJECT="${PROJECT:-home-delivery}"                  # the name that compose puts before its containers
JDK_HOME="${JDK_HOME:-${JAVA_HOME:-$(ls -d /usr/lib/jvm/*25*/ | head -n 1)}}"
MAVEN_SEED="${MAVEN_SEED:-}"   # a local Maven repository to begin the build's cache with; none: the build downloads all
DEBIAN="${DEBIAN:-bookworm}"   # the release of the base system
NEWER_DEBIAN="${NEWER_DEBIAN:-testing}" # one that has Redis 8, Prometheus 3.5 and Docker Engine 25 or newer
export SUITE PROJECT
export BUILDAH_ISOLATION=chroot BUILDAH_FORMAT=docker # images of the format OCI have no HEALTHCHECK
export DISABLE_HC_SYSTEMD=true # lets Podman start containers with health checks where systemd does not run
[ -x "$JDK_HOME/bin/javac" ] || { echo "JDK_HOME must be a JDK 25" >&2; exit 1; }
# Short names are images of this machine, never a registry's. Podman's own limits may be higher than the machine's.
mkdir -p "$WORK"
printf 'unqualified-search-registries = ["localhost"]\nshort-name-mode = "permissive"\n' >"$WORK/registries.conf"
printf '[containers]\ndefault_ulimits = ["nofile=%s:%s", "nproc=32768:32768"]\n[engine]\nruntime = "runc"\n' \
    "$(ulimit -Hn)" "$(ulimit -Hn)" >"$WORK/containers.conf"
export CONTAINERS_REGISTRIES_CONF="$WORK/registries.conf" CONTAINERS_CONF="$WORK/containers.conf"
compose() { podman-compose -p "$PROJECT" -f "$WORK/compose.yml" "$@"; }
# The images that the project takes from elsewhere, but for those that there is no stand-in for.
named() {
    { python3 "$VERIFY/suite.py" servers; awk '$1 == "FROM" && $2 ~ /:/ {print $2}' "$SUITE/Dockerfile"; } |
        grep -vE '^(grafana/|redpandadata/|redis/redisinsight)' | sort -u
}
