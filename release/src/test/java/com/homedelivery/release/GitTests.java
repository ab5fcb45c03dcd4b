package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTests {

    @TempDir
    private Path root;

    private Shell shell;
    private Git git;

    @BeforeEach
    void makeARepository() throws IOException {
        shell = new Shell(root);
        shell.output("git", "init", "--quiet", "--initial-branch", "main");
        shell.output("git", "config", "user.name", "Releaser");
        shell.output("git", "config", "user.email", "releaser@example.org");
        Files.writeString(root.resolve(".gitignore"), ".local\n");
        Files.writeString(root.resolve("README.md"), "zero\n");
        shell.output("git", "add", "--all");
        git = new Git(root);
        git.commitAll("Begin");
    }

    @Test
    void knowsWhereItStands() throws IOException {
        assertThat(git.branch()).isEqualTo("main");
        assertThat(git.isClean()).isTrue();

        Files.writeString(root.resolve("new"), "");
        assertThat(git.isClean()).isFalse();
    }

    @Test
    void readsTheLinesOfEachCommit() throws IOException {
        Files.writeString(root.resolve("README.md"), "one\ntwo\n");
        git.commitAll("Say it");

        Commit last = git.commitsSince(Optional.empty()).getFirst();
        assertThat(last).isEqualTo(new Commit(git.head(), "Say it", Map.of("README.md", 3)));
    }

    @Test
    void tellsWhatCameAfterTheLastTag() throws IOException {
        git.tag("v1.9.0", "Released");
        git.tag("v1.10.0", "Released");
        Files.writeString(root.resolve("README.md"), "one\n");
        git.commitAll("Say it");
        git.tag("v1.11.0", "Released");

        Optional<String> last = git.lastTagBefore(Version.of("1.11.0"));
        assertThat(last).contains("v1.10.0");
        assertThat(git.commitsSince(last)).extracting(Commit::subject).containsExactly("Say it");
    }

    @Test
    void laysACommitOutBesideTheTree() {
        Path source = root.resolve(".local/release/source");
        git.layOut(source);
        git.layOut(source);
        assertThat(source.resolve("README.md")).exists();

        git.discard(source);
        assertThat(source).doesNotExist();
        assertThat(git.isClean()).isTrue();
    }

    @Test
    void laysACommitOutAgainWhereSomebodyHasDeletedIt() {
        Path source = root.resolve(".local/release/source");
        git.layOut(source);
        shell.output("rm", "-rf", ".local/release/source");

        git.layOut(source);
        assertThat(source.resolve("README.md")).exists();
    }
}
