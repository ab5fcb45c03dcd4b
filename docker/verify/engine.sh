#!/usr/bin/env bash
# A Docker Engine with BuildKit and Compose where none is installed: Debian's, in a root and a mount namespace of their own.
#   engine.sh start         makes the root, starts the engine, gives it the images that build-standins.sh has made
#   engine.sh docker ...    runs docker there, in the checkout: engine.sh docker compose up -d --wait
#   engine.sh stop          stops the engine, and with it all containers; images and volumes stay
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
ENGINE="$WORK/engine"
export DOCKER_HOST=unix:///srv/engine/docker.sock

running() { [ -f "$ENGINE/pid" ] && [ "$(cat "/proc/$(cat "$ENGINE/pid")/comm" 2>/dev/null)" = dockerd ]; }
inside() {
    running || { echo "No engine runs: docker/verify/engine.sh start" >&2; exit 1; }
    nsenter -t "$(cat "$ENGINE/pid")" -m -r -w env -C "$SUITE" HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

root() {
    [ -x "$ENGINE/root/usr/bin/docker" ] && return
    debootstrap --variant=minbase --include=ca-certificates,iptables,procps,docker.io,docker-cli,docker-compose,docker-buildx \
        "$NEWER_DEBIAN" "$ENGINE/root" >"$ENGINE/debootstrap.log"
}

# Becomes the engine. Runs in the new namespace, whose mounts go when the engine ends.
become_engine() {
    local root="$ENGINE/root"
    mount --bind "$root" "$root"
    cd "$root"
    mount --rbind /proc proc
    mount --rbind /sys sys
    mount --rbind /dev dev
    mount -t tmpfs tmpfs run
    mkdir -p srv/engine old ".$SUITE"
    mount --bind "$ENGINE/data" var/lib/docker
    mount --bind "$SUITE" ".$SUITE"
    pivot_root . old
    cd /
    umount -l /old
    exec /usr/sbin/dockerd --host "$DOCKER_HOST"
}

start_engine() {
    running && return
    nohup unshare -m --propagation private "$VERIFY/engine.sh" become_engine >"$ENGINE/log" 2>&1 &
    echo $! >"$ENGINE/pid"
    for _ in {1..60}; do
        if running && inside docker info >/dev/null 2>&1; then return; fi
        sleep 1
    done
    tail -n 20 "$ENGINE/log" >&2
    exit 1
}

standins() {
    local names
    mapfile -t names < <(named)
    podman save -q -m "${names[@]/#/localhost/}" | inside docker load -q >/dev/null
    for name in "${names[@]}"; do inside docker tag "localhost/$name" "$name"; done
    [ -z "$MAVEN_SEED" ] || seed
}

seed() { # fills the cache of the Dockerfile's build
    local mount context
    mount="$(grep -o 'type=cache[^ ]*' "$SUITE/Dockerfile")"
    context="$(mktemp -d)"
    printf 'FROM %s\nRUN --mount=%s --mount=type=bind,target=/seed cp -an /seed/. %s/\n' \
        "$(awk '$1 == "FROM" && $2 ~ /^maven:/ {print $2}' "$SUITE/Dockerfile")" "$mount" \
        "$(sed 's/.*target=\([^,]*\).*/\1/' <<<"$mount")" >"$context/Dockerfile.seed"
    tar --hard-dereference -C "$MAVEN_SEED" -c . -C "$context" Dockerfile.seed |
        inside docker build -q --no-cache -f Dockerfile.seed - >/dev/null
}

case "${1:-}" in
    start)
        mkdir -p "$ENGINE/data"
        root
        start_engine
        standins
        inside docker version --format '{{.Server.Version}}'
        ;;
    stop) running && kill "$(cat "$ENGINE/pid")" ;;
    become_engine) become_engine ;;
    docker) inside "$@" ;;
    *) sed -n '2,5s/^# *//p' "${BASH_SOURCE[0]}" && exit 2 ;;
esac
