# One Dockerfile for all eleven services: docker build --build-arg SERVICE=order-service .
# The build stage does not depend on SERVICE, so that eleven images share one build.
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/repository \
    mvn -B -ntp -Dmaven.repo.local=/repository -DskipTests -Dspotless.check.skip -Psbom -pl '!system-tests' package

FROM eclipse-temurin:25.0.3_9-jdk-noble AS extract
ARG SERVICE
COPY --from=build /source/${SERVICE}/target/${SERVICE}.jar /service.jar
RUN java -Djarmode=tools -jar /service.jar extract --layers --application-filename service.jar --destination /layers

FROM eclipse-temurin:25.0.3_9-jre-noble
ARG SERVICE
LABEL org.opencontainers.image.title="home-delivery/${SERVICE}" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --no-create-home service
WORKDIR /service
# Libraries change rarely and come first, so that a new version of a service is a small layer.
COPY --from=extract /layers/dependencies/ ./
COPY --from=extract /layers/spring-boot-loader/ ./
COPY --from=extract /layers/snapshot-dependencies/ ./
COPY --from=extract /layers/application/ ./
USER 10001
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -Xss512k --enable-native-access=ALL-UNNAMED -XX:+ExitOnOutOfMemoryError -Djdk.virtualThreadScheduler.parallelism=8"
HEALTHCHECK --interval=5s --timeout=4s --start-period=90s --retries=5 CMD \
    ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PORT} && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-jar", "service.jar"]
