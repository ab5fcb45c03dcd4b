package com.homedelivery.release;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is new in a release: first what people have written of it, then each commit, by the part of the tree it is about. */
record ReleaseNotes(Version version, String written, Optional<String> since, List<Commit> commits) {

    String markdown() {
        return Stream.of("# Home Delivery " + version, written, commitsByPart())
                        .filter(part -> !part.isEmpty())
                        .collect(joining("\n\n"))
                + "\n";
    }

    private String commitsByPart() {
        Map<Part, List<Commit>> byPart = commits.stream()
                .filter(commit -> !commit.isFormatOnly())
                .collect(groupingBy(Part::of, () -> new EnumMap<>(Part.class), toList()));
        String head = "## Every change\n\n" + count() + ", each under the part that it changes most" + leftOut() + ".";
        return byPart.entrySet().stream()
                .sorted(comparing(part -> part.getKey().goesWithOthers()))
                .map(part -> "### " + part.getKey().title() + "\n\n" + lines(part.getValue()))
                .collect(joining("\n\n", head + "\n\n", ""));
    }

    private String count() {
        return "Commits " + since.map(tag -> "since " + tag).orElse("up to the first release") + ": " + commits.size();
    }

    private String leftOut() {
        long formats = commits.stream().filter(Commit::isFormatOnly).count();
        return formats == 0
                ? ""
                : "; " + formats + " that only " + (formats == 1 ? "formats is" : "format are") + " left out";
    }

    private static String lines(List<Commit> commits) {
        return commits.stream()
                .map(commit -> "- " + commit.subject() + " (" + commit.id() + ")")
                .collect(joining("\n"));
    }
}
