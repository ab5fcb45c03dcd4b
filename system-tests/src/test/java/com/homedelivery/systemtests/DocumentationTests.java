package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.client.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Links between the documents lead somewhere, the index of the decisions says what the decisions say, and the classes are there
 * that a reader is sent to.
 */
class DocumentationTests {

    private static final Path ROOT = RepositoryRoot.find();
    private static final Path DECISIONS = ROOT.resolve("docs/adr");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".local", "node_modules");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern WHERE_TO_LOOK = Pattern.compile("(?ms)^## Where to look$.*?(?=^## )");

    /** A class, or a method of it. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

    private static final Pattern DECISION = Pattern.compile(
            "# (\\d+)\\. (.+)\n\n- Status: ((?:Accepted|Amended by|Superseded by).*)\n- Date: (\\d{4}-\\d{2}-\\d{2})\n");

    static Stream<Path> documents() throws IOException {
        return files(".md");
    }

    private static Stream<Path> files(String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(ending)) {
                    files.add(ROOT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files.stream().sorted();
    }

    static Stream<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("\\d{4}-.+\\.md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksOnlyToWhatIsThere(Path document) {
        assertThat(links(document).filter(link -> !leadsSomewhere(document, link)))
                .as("links of %s that lead nowhere", document)
                .isEmpty();
    }

    @Test
    void theIndexSaysOfEachDecisionWhatItSaysItself() throws IOException {
        List<String> rows = read(DECISIONS.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| ["))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        decisions().map(DocumentationTests::indexRow).toList());
    }

    @Test
    void classesThatAreToBeLookedAtAreThere() throws IOException {
        Map<String, Path> classes = files(".java")
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""), file -> file, (one, _) -> one));
        Matcher section = WHERE_TO_LOOK.matcher(read(ROOT.resolve("docs/architecture.md")));
        assertThat(section.find()).isTrue();
        assertThat(CLASS.matcher(section.group()).results())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(classes)
                        .hasEntrySatisfying(
                                name.group(1),
                                file -> assertThat(read(ROOT.resolve(file)))
                                        .contains(name.group(2) == null ? name.group(1) : " " + name.group(2) + "(")));
    }

    private static String indexRow(Path decision) {
        String name = decision.getFileName().toString();
        Matcher head = DECISION.matcher(read(decision));
        assertThat(head.lookingAt())
                .as("%s begins with a numbered title, \"- Status: …\" and \"- Date: yyyy-mm-dd\"", name)
                .isTrue();
        assertThat(Integer.parseInt(head.group(1)))
                .as("number of %s", name)
                .isEqualTo(Integer.parseInt(name.substring(0, 4)));
        return "| [%s](%s) | %s | %s | %s |"
                .formatted(head.group(1), name, head.group(2), head.group(3), head.group(4));
    }

    private static Stream<String> links(Path document) {
        return LINK.matcher(CODE.matcher(read(ROOT.resolve(document))).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"));
    }

    private static boolean leadsSomewhere(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path source = ROOT.resolve(document);
        Path target =
                parts[0].isEmpty() ? source : source.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As the forge makes them from headings. */
    private static Set<String> anchors(Path document) {
        return HEADING.matcher(read(document))
                .results()
                .map(DocumentationTests::anchor)
                .collect(Collectors.toSet());
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
