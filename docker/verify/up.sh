#!/usr/bin/env bash
# Builds the images with the project's Dockerfile (NO_BUILD=1: takes those that are there), makes all containers of its
# docker-compose.yml with podman-compose, starts them as Docker Compose does, and returns when all are healthy.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$SUITE"
[ -f .env ] || ./dev env
python3 "$VERIFY/suite.py" config >"$WORK/compose.yml"
if [ -z "${NO_BUILD:-}" ]; then
    (time compose build) >"$WORK/build.log" 2>&1 || { tail -n 20 "$WORK/build.log"; exit 1; }
fi
compose up --no-build --no-start >"$WORK/create.log" 2>&1 || { tail -n 20 "$WORK/create.log"; exit 1; }
python3 "$VERIFY/suite.py" up
