package com.homedelivery.shared.testing.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SimpleDocTreeVisitor;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;

/**
 * Javadoc as it stands in the sources of the module under test and of the shared library, as Markdown. The compiler of the
 * JDK reads it, so that nothing has to be written into the jars for it.
 */
final class SourceJavadoc implements JavadocProvider {

    private static final List<Path> SOURCES =
            List.of(Path.of("src", "main", "java"), Path.of("..", "shared-lib", "src", "main", "java"));

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Map<Class<?>, Map<String, DocCommentTree>> read = new HashMap<>();

    @Override
    public String getClassJavadoc(Class<?> type) {
        return text(commentOn(type, nameOf(type)));
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        return parameters(commentOn(type, nameOf(type)));
    }

    @Override
    public String getMethodJavadocDescription(Method method) {
        return text(commentOn(method.getDeclaringClass(), nameOf(method)));
    }

    @Override
    public String getParamJavadoc(Method method, String name) {
        return parameters(commentOn(method.getDeclaringClass(), nameOf(method))).getOrDefault(name, "");
    }

    /** Components of records are described by their record; a class has none that anybody sees. */
    @Override
    public String getFieldJavadoc(Field field) {
        return getRecordClassParamJavadoc(field.getDeclaringClass()).getOrDefault(field.getName(), "");
    }

    /** What an answer is, its type says. */
    @Override
    public String getMethodJavadocReturn(Method method) {
        return "";
    }

    /** Errors are told by {@link ErrorResponses}. */
    @Override
    public Map<String, String> getMethodJavadocThrows(Method method) {
        return Map.of();
    }

    @Override
    public String getFirstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private @Nullable DocCommentTree commentOn(Class<?> type, String element) {
        return read.computeIfAbsent(outermost(type), this::parse).get(element);
    }

    private Map<String, DocCommentTree> parse(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".java";
        return SOURCES.stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .map(this::parse)
                .orElse(Map.of());
    }

    private Map<String, DocCommentTree> parse(Path source) {
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
            Comments comments = new Comments(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                comments.scan(unit, "");
            }
            return comments.found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : nameOf(outer) + "." + type.getSimpleName();
    }

    private static String nameOf(Method method) {
        return nameOf(method.getDeclaringClass()) + "#" + method.getName();
    }

    private static Class<?> outermost(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type : outermost(outer);
    }

    private static Map<String, String> parameters(@Nullable DocCommentTree comment) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (comment != null) {
            comment.getBlockTags().stream()
                    .filter(ParamTree.class::isInstance)
                    .map(ParamTree.class::cast)
                    .forEach(tag -> parameters.put(
                            tag.getName().getName().toString(), sentence(markdown(tag.getDescription()))));
        }
        return parameters;
    }

    private static String text(@Nullable DocCommentTree comment) {
        return comment == null ? "" : markdown(comment.getFullBody());
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String markdown(List<? extends DocTree> parts) {
        String text =
                parts.stream().map(part -> part.accept(new Markdown(), null)).collect(Collectors.joining());
        return Stream.of(text.split("\n\n"))
                .map(paragraph -> paragraph.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n\n"));
    }

    /** The comments of a file by what they are on: {@code Order}, {@code Order.Item}, {@code OrderController#place}. */
    private static final class Comments extends TreePathScanner<@Nullable Void, String> {

        private final Map<String, DocCommentTree> found = new HashMap<>();
        private final DocTrees trees;

        Comments(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            String name = outer.isEmpty() ? type.getSimpleName().toString() : outer + "." + type.getSimpleName();
            keep(name);
            return super.visitClass(type, name);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, String type) {
            keep(type + "#" + method.getName());
            return null;
        }

        private void keep(String element) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                found.putIfAbsent(element, comment);
            }
        }
    }

    private static final class Markdown extends SimpleDocTreeVisitor<String, @Nullable Void> {

        @Override
        protected String defaultAction(DocTree node, @Nullable Void context) {
            return node.toString();
        }

        @Override
        public String visitLiteral(LiteralTree node, @Nullable Void context) {
            return code(node.getBody().getBody());
        }

        @Override
        public String visitLink(LinkTree node, @Nullable Void context) {
            String signature = node.getReference().getSignature();
            return code(signature.substring(signature.lastIndexOf('#') + 1));
        }

        @Override
        public String visitValue(ValueTree node, @Nullable Void context) {
            return node.getReference() == null ? "" : code(node.getReference().getSignature());
        }

        @Override
        public String visitStartElement(StartElementTree node, @Nullable Void context) {
            return node.getName().contentEquals("p") ? "\n\n" : "";
        }

        @Override
        public String visitEntity(EntityTree node, @Nullable Void context) {
            return node.toString().replace("&#64;", "@").replace("&lt;", "<").replace("&gt;", ">");
        }

        private static String code(String text) {
            return "`" + text + "`";
        }
    }
}
