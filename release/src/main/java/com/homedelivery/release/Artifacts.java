package com.homedelivery.release;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes what is published, each kind in a folder of its own.
 *
 * @param source the commit, laid out, with its versions set; what is built there is moved away
 * @param target gets what is made
 * @param log gets what programs print
 */
record Artifacts(Path source, Path target, Path log, Version version) {

    private static final String SBOM = "target/classes/META-INF/sbom/application.cdx.json";

    /** The services' jars and the Java client with their bills of materials; fails when clients of the last release would stumble. */
    void jars() throws IOException {
        new Shell(source)
                .run(
                        log,
                        "mvn",
                        "-B",
                        "-ntp",
                        "-Psbom",
                        "-Dspotless.check.skip",
                        "-pl",
                        String.join(",", services()) + ",sdk/java",
                        "-am",
                        "-Dtest=BreakingChangesTests,EventContractTests",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "package");
        for (String service : services()) {
            take(service + "/target/" + service + ".jar", "services/" + service + "-" + version + ".jar");
            take(service + "/" + SBOM, "sbom/" + service + ".cdx.json");
        }
        String client = "home-delivery-client";
        for (String kind : List.of("", "-sources", "-javadoc")) {
            take("sdk/java/target/" + client + kind + ".jar", "sdk-java/" + client + "-" + version + kind + ".jar");
        }
        take("sdk/java/target/.flattened-pom.xml", "sdk-java/" + client + "-" + version + ".pom");
        take("sdk/java/" + SBOM, "sbom/" + client + ".cdx.json");
    }

    /** The client for npm. */
    void npmPackage() throws IOException {
        Path folder = source.resolve("sdk/typescript");
        Shell npm = new Shell(folder);
        npm.run(log, "npm", "ci", "--no-audit", "--no-fund");
        npm.run(log, "npm", "run", "build");
        Files.copy(source.resolve("LICENSE"), folder.resolve("LICENSE"));
        Files.createDirectories(target.resolve("sdk-typescript"));
        npm.run(
                log,
                "npm",
                "pack",
                "--pack-destination",
                target.resolve("sdk-typescript").toString());
        // npm names the package by its folder there.
        write(
                "sbom/home-delivery-client-npm.cdx.json",
                npm.output("npm", "sbom", "--sbom-format", "cyclonedx", "--omit", "dev")
                        .replaceFirst("\"name\": \"typescript\"", "\"name\": \"@home-delivery/client\""));
    }

    /** The Helm chart. */
    void chart() throws IOException {
        Path folder = Files.createDirectories(target.resolve("chart"));
        new Helm(source.resolve("deploy/helm/home-delivery"))
                .packageIt()
                .withDestination(folder)
                .call();
    }

    /** OpenAPI and AsyncAPI documents. */
    void documents() throws IOException {
        for (String document : List.of("openapi.json", "tracking.json", "events.json")) {
            take("docs/api/" + document, "api/" + document);
        }
    }

    /** The services' images, where a Docker engine answers; they stay there. Returns whether one did. */
    boolean images() {
        Shell docker = new Shell(source);
        if (!docker.succeeds("docker", "info")) {
            return false;
        }
        new Shell(source).run(log, source.resolve("dev").toString(), "env");
        String revision = docker.output("git", "rev-parse", "HEAD").strip();
        docker.run(log, "docker", "compose", "build", "--build-arg", "REVISION=" + revision);
        return true;
    }

    /** Names of the services, as the folders are called. */
    List<String> services() throws IOException {
        try (Stream<Path> folders = Files.list(source)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("[a-z]+-service|api-gateway"))
                    .sorted()
                    .toList();
        }
    }

    /** All that was made, in order. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    void write(String name, String text) {
        try {
            Path file = target.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String from, String to) throws IOException {
        Path file = target.resolve(to);
        Files.createDirectories(file.getParent());
        Files.move(source.resolve(from), file, StandardCopyOption.REPLACE_EXISTING);
    }
}
