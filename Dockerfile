# One Dockerfile for all eleven services, whose builds share everything but their last two layers:
#   docker build --build-arg SERVICE=order-service --build-arg PROFILE=jpa .
# PROFILE says which libraries the service is built on, and so which AOT cache it starts from: jpa, mvc or gateway.
# Why it is like this: docs/adr/0024-images.md

# What every JVM is started with; who runs a container may say otherwise by the same variable.
ARG JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -Xss512k -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djdk.virtualThreadScheduler.parallelism=8 -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"

# All modules, built once. What Maven has downloaded stays on the machine, and two builds do not fill it at once.
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,id=home-delivery-maven,target=/repository,sharing=locked \
    mvn -B -ntp -Dmaven.repo.local=/repository -DskipTests -Dspotless.check.skip -Psbom -pl '!system-tests,!sdk/java,!release,!dashboard' package \
    && java -cp "local-stack/target/classes:$(cat local-stack/target/runtime-classpath)" docker/image/ImageLayout.java /source /image

# The part of the JDK that the services use, and of the system what that needs: no shell, no package manager. Of java.desktop they
# use java.beans and images without a screen; nothing that is shown, written, printed or played.
FROM eclipse-temurin:25.0.3_9-jdk-noble AS runtime
RUN jlink --output /runtime/opt/jre --no-header-files --no-man-pages --compress=zip-9 '--exclude-files=regex:/java.desktop/lib/(psfont.*|fontconfig.*|lib(awt_xawt|fontmanager|freetype|jawt|jsound|splashscreen)[.]so)' --add-modules \
    java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,jdk.attach,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.jfr,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs
RUN mkdir -p /runtime/etc /runtime/var/lib/dpkg/status.d \
    && ldd /runtime/opt/jre/bin/java /runtime/opt/jre/lib/server/libjvm.so /runtime/opt/jre/lib/lib*.so \
        | sed -nE 's#^\s(.* => )?(/(usr/)?lib[^ ]+) .*#\2#p' | sort -u | xargs cp --parents -L -t /runtime \
    && install -d -m 1777 /runtime/tmp \
    # Where a volume begins with this owner.
    && install -d -o 10001 -g 10001 /runtime/var/lib/home-delivery/images \
    && echo 'service:x:10001:10001::/:/sbin/nologin' > /runtime/etc/passwd \
    && echo 'service:x:10001:' > /runtime/etc/group \
    # For scanners: whose libraries these are.
    && cp -L /etc/os-release /runtime/etc/ \
    && dpkg-query --status libc6 > /runtime/var/lib/dpkg/status.d/libc6

# One service of each profile is run for a while, on real servers, on the JVM and the class path of the image.
FROM eclipse-temurin:25.0.3_9-jdk-noble AS training
ARG JAVA_TOOL_OPTIONS
COPY --from=runtime /runtime/opt/jre /opt/jre
COPY --from=build /image/training /training
COPY --from=build /image/profiles /profiles
COPY --from=build /image/services/auth-service /services/auth-service
COPY --from=build /image/services/cart-service /services/cart-service
COPY --from=build /image/services/api-gateway /services/api-gateway
COPY docker/image/AotTraining.java /training/
# PostgreSQL does not run as root, nor as nobody in particular.
RUN useradd --uid 10001 training && install -d -o training /caches
USER training
WORKDIR /training
RUN java -cp "/training/local-stack/target/classes:$(cat /training/local-stack/target/runtime-classpath)" \
    AotTraining.java /opt/jre/bin/java /caches

FROM busybox:1.37.0-musl AS busybox

FROM scratch
# What changes least comes first; the layers before the service's own are those of all services, or of all of its profile.
COPY --from=runtime /runtime/ /
COPY --from=busybox /bin/wget /bin/xargs /usr/bin/
ARG PROFILE=jpa
COPY --from=build /image/profiles/${PROFILE}/ /profiles/${PROFILE}/
COPY --from=training --chown=0:0 /caches/${PROFILE}/ /profiles/${PROFILE}/
ARG SERVICE
COPY --from=build /image/services/${SERVICE}/ /service/
WORKDIR /service
ARG JAVA_TOOL_OPTIONS
# The objects of the AOT cache must fit into the heap as it is at the start, else the JVM does not start.
ENV JAVA_TOOL_OPTIONS="${JAVA_TOOL_OPTIONS} -Xms64m" LANG=C.UTF-8 PATH=/opt/jre/bin
# Fails when the cache does not fit this JVM, these flags or this class path. At run time it would only be left aside.
RUN ["/opt/jre/bin/java", "-Xmx256m", "-XX:-UsePerfData", "-XX:AOTMode=on", "-Xlog:aot*=error", "@jvm", "-version"]
USER 10001:10001
# wget and xargs are BusyBox; xargs hands the address over, as there is no shell to put a port into it. A start takes a few seconds, and
# a minute and a half where eleven start at once on two busy cores; until then no failed check counts.
HEALTHCHECK --interval=10s --timeout=5s --start-period=180s --retries=3 CMD \
    ["/usr/bin/xargs", "-a", "/service/health", "/usr/bin/wget", "-q", "-O", "/dev/null"]
ENTRYPOINT ["/opt/jre/bin/java", "-Xlog:aot*=error", "@jvm", "@main"]
ARG VERSION=1.0.0
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="home-delivery/${SERVICE}" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.source="${SOURCE}" \
    org.opencontainers.image.licenses="Apache-2.0"
