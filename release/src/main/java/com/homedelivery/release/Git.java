package com.homedelivery.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The repository of a work tree. */
final class Git {

    private static final String COMMIT = "\u0001";
    private static final String FIELD = "\u0002";

    private final Shell shell;

    Git(Path workTree) {
        this.shell = new Shell(workTree);
    }

    String head() {
        return git("rev-parse", "--short", "HEAD");
    }

    /** Empty when no branch is checked out. */
    String branch() {
        return git("branch", "--show-current");
    }

    /** Whether nothing differs from the last commit, and no file is there that Git knows nothing of. */
    boolean isClean() {
        return git("status", "--porcelain").isEmpty();
    }

    boolean hasTag(String tag) {
        return !git("tag", "--list", tag).isEmpty();
    }

    /** The last release before a version that is a part of the present commit. */
    Optional<String> lastTagBefore(Version version) {
        return git("tag", "--merged", "HEAD", "--list", "v*", "--sort=-version:refname")
                .lines()
                .filter(tag -> !tag.equals(version.tag()))
                .findFirst();
    }

    /** Newest first; all when there was no release before. */
    List<Commit> commitsSince(Optional<String> tag) {
        String log = git(
                "log",
                "--no-merges",
                "--no-renames",
                "--numstat",
                "--format=" + COMMIT + "%h" + FIELD + "%s",
                tag.map(from -> from + "..HEAD").orElse("HEAD"));
        return Arrays.stream(log.split(COMMIT))
                .filter(commit -> !commit.isBlank())
                .map(Git::commit)
                .toList();
    }

    private static Commit commit(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.getFirst().split(FIELD, 2);
        Map<String, Integer> changed = new LinkedHashMap<>();
        lines.stream()
                .skip(1)
                .map(line -> line.split("\t", 3))
                .filter(fields -> fields.length == 3)
                .forEach(fields -> changed.put(fields[2], count(fields[0]) + count(fields[1])));
        return new Commit(head[0], head[1], changed);
    }

    /** Git counts no lines of what is no text. */
    private static int count(String lines) {
        return lines.equals("-") ? 1 : Integer.parseInt(lines);
    }

    /** Lays the present commit out in a folder of its own, which is made anew, also when somebody has deleted it. */
    void layOut(Path folder) {
        discard(folder);
        git("worktree", "add", "--force", "--detach", folder.toString(), "HEAD");
    }

    /** Takes away what was laid out. */
    void discard(Path folder) {
        if (folder.toFile().exists()) {
            git("worktree", "remove", "--force", folder.toString());
        }
    }

    void commitAll(String message) {
        git("commit", "--all", "--quiet", "--message", message);
    }

    /** An annotated tag on the present commit. */
    void tag(String name, String message) {
        git("tag", "--annotate", name, "--cleanup=whitespace", "--message", message);
    }

    private String git(String... words) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return shell.output(command.toArray(String[]::new)).strip();
    }
}
