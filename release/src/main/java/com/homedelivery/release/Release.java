package com.homedelivery.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ./dev release} calls. Ends with 0, with 1 when there can be no release, with 2 for a wrong call. */
@Command(name = "./dev release")
public final class Release implements Runnable {

    private static final String MAIN = "main";
    private static final String CHANGELOG = "CHANGELOG.md";

    private final Path root;
    private final LocalDate today;
    private final Git git;
    private final VersionFiles versions;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--no-images")
    private boolean withoutImages;

    @Parameters(arity = "0..1", paramLabel = "VERSION")
    private @Nullable String wanted;

    Release(Path root, LocalDate today) {
        this.root = root;
        this.today = today;
        this.git = new Git(root);
        this.versions = new VersionFiles(root);
    }

    /** @param words options and, perhaps, a version; see {@code ./dev help release} */
    public static void main(String[] words) {
        System.exit(commandLine(new Release(Path.of("").toAbsolutePath(), LocalDate.now()))
                .execute(words));
    }

    static CommandLine commandLine(Release release) {
        return new CommandLine(release).setExecutionExceptionHandler((e, line, _) -> {
            if (!(e instanceof ReleaseException || e instanceof IllegalArgumentException)) {
                throw e;
            }
            line.getErr().println(e.getMessage());
            return e instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public void run() {
        Version version = wanted == null ? versions.current() : Version.of(wanted);
        try {
            if (dryRun) {
                rehearse(version);
            } else {
                release(version);
            }
        } catch (IOException e) {
            throw new ReleaseException("No release: " + e);
        }
    }

    /** Why a version cannot be released now; empty when it can. */
    List<String> obstacles(Version version) throws IOException {
        List<String> obstacles = new ArrayList<>();
        if (!git.isClean()) {
            obstacles.add("The tree has changes that are not committed.");
        }
        if (!git.branch().equals(MAIN)) {
            obstacles.add("Releases are made from main, and this is " + git.branch() + ".");
        }
        if (git.hasTag(version.tag())) {
            obstacles.add(version + " has been released: there is a tag " + version.tag() + ".");
        }
        Version current = versions.current();
        if (version.compareTo(current) < 0) {
            obstacles.add(version + " is before " + current + ", to which pom.xml leads.");
        }
        if (changelog(root).unreleased().isEmpty()) {
            obstacles.add("CHANGELOG.md has nothing under [Unreleased].");
        }
        Optional<String> last = git.lastTagBefore(version);
        if (last.isPresent() && !new RecordedRelease(root).isOf(last.get())) {
            obstacles.add("Tests do not upgrade from " + last.get() + ": call ./dev record " + last.get()
                    + ", and commit what it writes.");
        }
        return obstacles;
    }

    private void release(Version version) throws IOException {
        List<String> obstacles = obstacles(version);
        if (!obstacles.isEmpty()) {
            throw new ReleaseException("No release of " + version + ":\n    " + String.join("\n    ", obstacles));
        }
        String notes = notes(root, version);
        prepare(root, version);
        git.commitAll("Release " + version);
        git.tag(version.tag(), notes);
        Version next = version.nextMinor();
        versions.set(next, true);
        // What was released is what the next one is held to; what is tagged is still held to the release before.
        Path documents = root.resolve("docs/api");
        Files.copy(
                documents.resolve("openapi.json"),
                documents.resolve("released/openapi.json"),
                StandardCopyOption.REPLACE_EXISTING);
        git.commitAll("Begin " + next);
        System.out.printf(
                "Released %s: tag %s and two commits, here only.%nNow push them, and the workflow publishes the rest:"
                        + "%n    git push --atomic origin main %s%n"
                        + "Then record it, for tests to upgrade from, and commit that:%n    ./dev record %s%n",
                version, version.tag(), version.tag(), version.tag());
    }

    private void rehearse(Version version) throws IOException {
        Path local = root.resolve(".local/release");
        Path log = local.resolve("release.log");
        Path source = local.resolve("source");
        Path target = local.resolve(version.toString());
        Files.deleteIfExists(log);
        delete(target);
        System.out.println("Everything of " + version + ", made of " + git.head() + " in " + source + ":");
        git.layOut(source);
        Artifacts artifacts = new Artifacts(source, target, log, version);
        String notes = notes(source, version);
        prepare(source, version);
        step("jars, bills of materials, no breaking change", artifacts::jars);
        step("package for npm", artifacts::npmPackage);
        step("chart", artifacts::chart);
        step("documents", artifacts::documents);
        if (withoutImages) {
            System.out.println("    -     images: left out, as asked");
        } else {
            step("images", () -> {
                if (!artifacts.images()) {
                    System.out.println("    -     no Docker engine answers: THE IMAGES WERE NOT BUILT");
                }
            });
        }
        // The page of a release has the files side by side, and the notes as its text.
        artifacts.write("page/SHA256SUMS", Checksums.sideBySide(artifacts.files()));
        artifacts.write("RELEASE_NOTES.md", notes);
        artifacts.write("SHA256SUMS", Checksums.of(target, artifacts.files()));
        tell(version, artifacts);
        git.discard(source);
    }

    /** Sets the version and dates the changelog. */
    private void prepare(Path tree, Version version) throws IOException {
        new VersionFiles(tree).set(version, false);
        Files.writeString(
                tree.resolve(CHANGELOG), changelog(tree).with(version, today).text());
    }

    private String notes(Path tree, Version version) throws IOException {
        Optional<String> last = git.lastTagBefore(version);
        return new ReleaseNotes(version, changelog(tree).notesOf(version), last, git.commitsSince(last)).markdown();
    }

    private static Changelog changelog(Path tree) throws IOException {
        return new Changelog(Files.readString(tree.resolve(CHANGELOG)));
    }

    private void tell(Version version, Artifacts artifacts) throws IOException {
        System.out.println("\n" + artifacts.target());
        for (Path file : artifacts.files()) {
            System.out.printf(
                    "%,14d  %s%n", Files.size(file), artifacts.target().relativize(file));
        }
        List<String> obstacles = obstacles(version);
        if (!obstacles.isEmpty()) {
            System.out.println("\nA release would be refused now:\n    " + String.join("\n    ", obstacles));
        }
        System.out.printf("""

                A release would commit the versions and the changelog, tag the commit %1$s, and set the next version. Nothing
                is pushed; what you push then makes .github/workflows/release.yml publish
                    the images of %2$d services, the chart, both clients, and a release with these files and notes
                """, version.tag(), artifacts.services().size());
    }

    private static void step(String name, Step step) throws IOException {
        long begin = System.nanoTime();
        step.take();
        System.out.printf("%5d s  %s%n", (System.nanoTime() - begin) / 1_000_000_000, name);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }
}
