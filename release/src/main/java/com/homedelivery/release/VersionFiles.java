package com.homedelivery.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that name the version: Maven's the one that is on the way, the others the one where it leads. */
record VersionFiles(Path root) {

    private static final Place POM =
            place("pom.xml", "<artifactId>(?:home-delivery|service-parent)</artifactId>\\s*<version>", "[^<]+");
    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
    private static final List<Place> OTHERS = List.of(
            place("deploy/helm/home-delivery/Chart.yaml", "(?m)^(?:version: |appVersion: \")", "[\\d.]+"),
            place("docker-compose.yml", "home-delivery/[a-z-]+:", "[\\d.]+"),
            place("Dockerfile", "ARG VERSION=", "[\\d.]+"),
            place("sdk/typescript/package.json", "\"name\": \"@home-delivery/client\",\\s*\"version\": \"", "[\\d.]+"),
            place(
                    "sdk/typescript/package-lock.json",
                    "\"name\": \"@home-delivery/client\",\\s*\"version\": \"",
                    "[\\d.]+"));

    private record Place(String file, Pattern pattern) {}

    private static Place place(String file, String before, String version) {
        return new Place(file, Pattern.compile("(?<before>" + before + ")(?<version>" + version + ")"));
    }

    /** Where Maven's version leads. */
    Version current() {
        return Version.of(versionsIn(POM).getFirst());
    }

    /** What stands in all files, each version once, without a snapshot's suffix: one, when all is well. */
    List<Version> all() {
        return places().flatMap(place -> versionsIn(place).stream())
                .map(Version::of)
                .distinct()
                .toList();
    }

    /** @param snapshot whether Maven's files are to say that it is on the way there */
    void set(Version version, boolean snapshot) {
        places().forEach(place -> {
            String written = snapshot && place.pattern() == POM.pattern() ? version.snapshot() : version.toString();
            write(place, place.pattern().matcher(read(place)).replaceAll("${before}" + written));
        });
    }

    /** @throws ReleaseException when a file names no version where it should */
    private List<String> versionsIn(Place place) {
        List<String> versions = place.pattern()
                .matcher(read(place))
                .results()
                .map(result -> result.group("version"))
                .toList();
        if (versions.isEmpty()) {
            throw new ReleaseException(place.file() + " names no version");
        }
        return versions;
    }

    private Stream<Place> places() {
        Stream<Place> poms = modules().map(module -> new Place(module + "pom.xml", POM.pattern()));
        return Stream.concat(poms, OTHERS.stream());
    }

    /** Folders of Maven's modules, as {@code pom.xml} names them: empty for itself, else with a slash behind. */
    private Stream<String> modules() {
        return Stream.concat(Stream.of(""), MODULE.matcher(read(POM)).results().map(module -> module.group(1) + "/"));
    }

    private String read(Place place) {
        try {
            return Files.readString(root.resolve(place.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Place place, String text) {
        try {
            Files.writeString(root.resolve(place.file()), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
