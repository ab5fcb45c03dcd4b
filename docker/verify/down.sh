#!/usr/bin/env bash
# Stops and removes the containers and networks; with -v the data too.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$SUITE"
compose down -t "${SECONDS_TO_STOP:-30}" >"$WORK/down.log" 2>&1
mine=(--filter "label=com.docker.compose.project=$PROJECT")
podman network ls -q "${mine[@]}" | xargs -r podman network rm >/dev/null
if [ "${1:-}" = -v ]; then
    podman volume ls -q "${mine[@]}" | xargs -r podman volume rm -f >/dev/null
fi
