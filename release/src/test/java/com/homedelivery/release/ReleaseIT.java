package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a clone of this repository. */
class ReleaseIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    @TempDir
    private Path folder;

    private Shell clone;
    private Git git;
    private Version version;

    @BeforeEach
    void cloneTheRepository() {
        Path root = folder.resolve("clone");
        new Shell(folder).output("git", "clone", "--quiet", ROOT.toString(), root.toString());
        clone = new Shell(root);
        clone.output("git", "checkout", "--quiet", "-B", "main");
        clone.output("git", "config", "user.name", "Releaser");
        clone.output("git", "config", "user.email", "releaser@example.org");
        clone.output("git", "tag", "--list").lines().forEach(tag -> clone.output("git", "tag", "--delete", tag));
        git = new Git(root);
        version = new VersionFiles(root).current();
    }

    @Test
    void commitsAndTagsAVersionAndBeginsTheNext() throws IOException {
        long before = git.commitsSince(Optional.empty()).size();

        assertThat(release("")).isEqualTo(new Outcome(0, ""));

        assertThat(git.isClean()).isTrue();
        assertThat(git.hasTag(version.tag())).isTrue();
        assertThat(git.commitsSince(Optional.empty()).size() - before).isEqualTo(2);
        assertThat(new VersionFiles(clone.folder()).all()).containsExactly(version.nextMinor());
        clone.output("git", "checkout", "--quiet", version.tag());
        assertThat(new VersionFiles(clone.folder()).all()).containsExactly(version);
        assertThat(read("pom.xml")).contains("<version>" + version + "</version>");
        assertThat(read("CHANGELOG.md")).contains("## [" + version + "] - " + DAY);
        assertThat(clone.output("git", "cat-file", "-p", version.tag()))
                .contains("# Home Delivery " + version, "## Every change");
    }

    @Test
    void holdsWhatItTagsToTheReleaseBeforeAndTheNextToIt() throws IOException {
        String before = read("docs/api/released/openapi.json");
        Files.writeString(clone.folder().resolve("docs/api/openapi.json"), "{}");
        git.commitAll("Promise less");

        assertThat(release("")).isEqualTo(new Outcome(0, ""));

        assertThat(read("docs/api/released/openapi.json")).isEqualTo("{}");
        clone.output("git", "checkout", "--quiet", version.tag());
        assertThat(read("docs/api/released/openapi.json")).isEqualTo(before);
    }

    @Test
    void refusesATreeThatIsNotCommitted() throws IOException {
        Files.writeString(clone.folder().resolve("README.md"), "x", StandardOpenOption.APPEND);

        assertThat(release("")).isEqualTo(refused("The tree has changes that are not committed."));
        assertThat(git.hasTag(version.tag())).isFalse();
    }

    @Test
    void refusesAnotherBranch() {
        clone.output("git", "checkout", "--quiet", "-b", "idea");

        assertThat(release("")).isEqualTo(refused("Releases are made from main, and this is idea."));
    }

    @Test
    void refusesWhatHasBeenReleased() {
        git.tag(version.tag(), "Released");

        assertThat(release(""))
                .isEqualTo(refused(version + " has been released: there is a tag " + version.tag() + "."));
    }

    @Test
    void refusesWhatIsBeforeTheVersionOnTheWay() {
        new VersionFiles(clone.folder()).set(Version.of("1.1.0"), true);
        git.commitAll("Begin 1.1.0");

        Outcome outcome = release("1.0.1");
        assertThat(outcome.code()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(outcome.errors()).contains("1.0.1 is before 1.1.0, to which pom.xml leads.");
    }

    @Test
    void refusesAReleaseThatNobodyHasWrittenAbout() throws IOException {
        Files.writeString(clone.folder().resolve("CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n");
        git.commitAll("Forget it");

        assertThat(release("")).isEqualTo(refused("CHANGELOG.md has nothing under [Unreleased]."));
    }

    @Test
    void refusesWhatWasNotTriedOnTheDataOfTheReleaseBefore() throws IOException {
        git.tag("v0.9.0", "Released");
        assertThat(release(""))
                .isEqualTo(refused(
                        "Tests do not upgrade from v0.9.0: call ./dev record v0.9.0, and commit what it writes."));

        Path recording = clone.folder().resolve("system-tests/src/test/resources/recorded-release.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(recording))) {
            zip.putNextEntry(new ZipEntry("VERSION"));
            zip.write("0.9.0".getBytes(StandardCharsets.UTF_8));
        }
        clone.output("git", "add", recording.toString());
        git.commitAll("Record 0.9.0");
        assertThat(release("")).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void refusesWhatIsNoVersion() {
        assertThat(release("tomorrow").code()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(release("--push").code()).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void allFilesOfThisTreeNameOneVersion() {
        assertThat(new VersionFiles(ROOT).all()).hasSize(1);
    }

    @Test
    void theWorkflowPublishesEachService() throws IOException {
        Artifacts artifacts = new Artifacts(ROOT, folder, folder.resolve("log"), version);

        assertThat(artifacts.services())
                .hasSize(11)
                .allSatisfy(service -> assertThat(Files.readString(ROOT.resolve(".github/workflows/release.yml")))
                        .contains("{service: " + service + ", profile: "));
    }

    private record Outcome(int code, String errors) {}

    private Outcome refused(String obstacle) {
        return new Outcome(CommandLine.ExitCode.SOFTWARE, "No release of " + version + ":\n    " + obstacle + "\n");
    }

    private Outcome release(String words) {
        StringWriter errors = new StringWriter();
        int code = Release.commandLine(new Release(clone.folder(), DAY))
                .setErr(new PrintWriter(errors, true))
                .execute(words.isEmpty() ? new String[0] : words.split(" "));
        return new Outcome(code, errors.toString());
    }

    private String read(String file) throws IOException {
        return Files.readString(clone.folder().resolve(file));
    }
}
