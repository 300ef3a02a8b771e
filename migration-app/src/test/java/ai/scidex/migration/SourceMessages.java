package ai.scidex.migration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The messages in Java sources, found in their syntax trees: each text with {@code …} for what varies, and its file.
 *
 * <p>A message is a text of several words that
 *
 * <ul>
 *   <li>stands in a class, in the creation of an object or in a call that returns one, whose type is one of the
 *       {@link #FAILURES} by its name, or in a call of {@code say};
 *   <li>or says what to do after a semicolon, as our messages do, or begins as one of a failure, wherever it stands;
 *   <li>or stands in one of the {@link #SPEAKERS}, which hand texts to a message that is put together elsewhere.
 * </ul>
 *
 * <p>Left out is what no user can cause: an {@code IllegalStateException} or {@code AssertionError} that tells of a broken
 * build or program (what <em>cannot</em> be done because of the machine is told of all the same), and an
 * {@code IllegalArgumentException} where no argument of a user arrives: there, it tells of a mistake in the calling code.
 * So are the tails of other messages, which begin with a space or a comma, and so is help: annotations, and the classes
 * in {@link #HELP}, which throw nothing.
 */
final class SourceMessages {

    static final String VARYING = "…";

    /** Classes whose texts go into messages by way of a value. What such a class is cannot be told from its tree. */
    private static final Set<String> SPEAKERS = Set.of(
            "ArtifactGuards",
            "ExpectedModels",
            "Judgements",
            "LineageFlaw",
            "LinkList",
            "LinkRun",
            "MigrationApp",
            "Obstacle",
            "PlanBasis",
            "PlanComparison",
            "Refusals",
            "Remedy",
            "Replay",
            "Resumption",
            "ReviewAnswer",
            "SchemaSelfTest");

    /** Classes whose texts are help, as those of annotations are. */
    private static final Set<String> HELP = Set.of("Program", "Subcommands");

    /** What fills a message, and says nothing by itself. */
    private static final Set<String> PIECES =
            Set.of("a name in double quotes", "no other one", "no other version", "the document");

    private static final List<String> FAILURES =
            List.of("Exception", "Failure", "Finding", "Refused", "Stale", "Unreadable", "Violation");
    private static final Set<String> BROKEN_PROGRAM = Set.of("IllegalStateException", "AssertionError");

    /** Where an argument is what other code gave: the libraries, and the decision, which is a function of rows. */
    private static final Pattern NO_USER = Pattern.compile("/ai/scidex/(catalog|metadata|migration/decision)/");

    private static final Pattern WORDS = Pattern.compile("[a-z]{2,}\\S* \\S*[a-z]");
    private static final Pattern REMEDY = Pattern.compile("\\S; ");
    private static final Pattern SQL =
            Pattern.compile("(?s)\\b(SELECT|INSERT INTO|UPDATE|DELETE|CREATE)\\s.*\\b(FROM|SET|VALUES|AS)\\b");
    private static final Pattern SHELL = Pattern.compile("; (test|exit) ");
    private static final Pattern OPENING = Pattern.compile("^(cannot |the database refuses )");
    private static final Pattern TAIL = Pattern.compile("^[ ,(].*", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("%(?:[0-9]+[$])?[-0-9.,]*[a-zA-Z]");

    private final SortedMap<String, String> messages = new TreeMap<>();
    private final Set<String> makers = new HashSet<>();

    private SourceMessages() {}

    /** Returns the messages below {@code roots}, each with the name of its file. */
    static SortedMap<String, String> below(List<Path> roots) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        SourceMessages sources = new SourceMessages();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            units.forEach(unit -> sources.new Makers().scan(unit, null));
            units.forEach(unit -> sources.new Reader(unit).scan(unit, null));
        }
        return sources.messages;
    }

    private static boolean isFailure(String type) {
        return FAILURES.stream().anyMatch(type::endsWith);
    }

    private static String simpleName(Tree type) {
        String name = type.toString().replaceAll("<.*>", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Finds the methods that return a failure. */
    private final class Makers extends TreeScanner<Void, Void> {

        private final Deque<String> types = new ArrayDeque<>();

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            types.push(type.getSimpleName().toString());
            super.visitClass(type, null);
            types.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getReturnType() != null && isFailure(simpleName(method.getReturnType()))) {
                makers.add(types.peek() + "." + method.getName());
            }
            return super.visitMethod(method, null);
        }
    }

    /** Takes the messages out of one file. */
    private final class Reader extends TreeScanner<Void, Void> {

        private final String file;
        private final Map<String, ExpressionTree> constants = new HashMap<>();
        private final Deque<String> types = new ArrayDeque<>();

        /** What the text at hand goes into. */
        private final Deque<String> failures = new ArrayDeque<>();

        Reader(CompilationUnitTree unit) {
            file = unit.getSourceFile().getName();
        }

        @Override
        public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
            return null;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            String name = type.getSimpleName().toString();
            if (HELP.contains(name)) {
                return null;
            }
            types.push(name);
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field && field.getInitializer() != null) {
                    constants.put(field.getName().toString(), field.getInitializer());
                }
            }
            within(isFailure(name) || SPEAKERS.contains(name) ? name : "", () -> super.visitClass(type, null));
            types.pop();
            return null;
        }

        @Override
        public Void visitNewClass(NewClassTree creation, Void nothing) {
            String name = simpleName(creation.getIdentifier());
            within(isFailure(name) || BROKEN_PROGRAM.contains(name) ? name : "", () -> {
                if (!takeFinding(name, creation.getArguments())) {
                    super.visitNewClass(creation, null);
                }
            });
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            if (take(texts(call))) {
                scanBetween(call);
            } else if (!isComparison(call)) {
                String name = callee(call.getMethodSelect());
                String kind = name.endsWith(".warning") ? "Finding" : name;
                within(makers.contains(name) || name.endsWith(".say") ? kind : "", () -> {
                    if (!takeFinding(kind, call.getArguments())) {
                        super.visitMethodInvocation(call, null);
                    }
                });
            }
            return null;
        }

        @Override
        public Void visitBinary(BinaryTree binary, Void nothing) {
            if (!take(texts(binary))) {
                return super.visitBinary(binary, null);
            }
            scanBetween(binary);
            return null;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            take(texts(literal));
            return null;
        }

        /** Looks into what a text that was taken is filled with. */
        private void scanBetween(Tree tree) {
            if (tree instanceof ParenthesizedTree parenthesized) {
                scanBetween(parenthesized.getExpression());
            } else if (tree instanceof ConditionalExpressionTree either) {
                scanBetween(either.getTrueExpression());
                scanBetween(either.getFalseExpression());
            } else if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                scanBetween(sum.getLeftOperand());
                scanBetween(sum.getRightOperand());
            } else if (tree instanceof MethodInvocationTree call && isFormatted(call)) {
                scanBetween(((MemberSelectTree) call.getMethodSelect()).getExpression());
                scan(call.getArguments(), null);
            } else if (!(tree instanceof LiteralTree)) {
                scan(tree, null);
            }
        }

        private static boolean isFormatted(MethodInvocationTree call) {
            return call.getMethodSelect() instanceof MemberSelectTree method
                    && method.getIdentifier().contentEquals("formatted");
        }

        /** A text that another is compared with is not said. */
        private static boolean isComparison(MethodInvocationTree call) {
            return call.getMethodSelect() instanceof MemberSelectTree method
                    && Set.of("contains", "startsWith", "equals")
                            .contains(method.getIdentifier().toString());
        }

        private void within(String failure, Runnable visit) {
            if (failure.isEmpty()) {
                visit.run();
            } else {
                failures.push(failure);
                visit.run();
                failures.pop();
            }
        }

        private String callee(ExpressionTree method) {
            return method instanceof MemberSelectTree member
                    ? simpleName(member.getExpression()) + "." + member.getIdentifier()
                    : types.peek() + "." + method;
        }

        /** A finding says what, and after a semicolon the cure. */
        private boolean takeFinding(String kind, List<? extends ExpressionTree> arguments) {
            return kind.equals("Finding")
                    && arguments.size() >= 2
                    && take(joined(
                            texts(arguments.get(0)), texts(arguments.get(1)), (what, cure) -> what + "; " + cure));
        }

        private boolean take(List<String> texts) {
            List<String> found =
                    texts.stream().filter(text -> WORDS.matcher(text).find()).toList();
            found.stream().filter(this::isMessage).forEach(text -> messages.put(tidy(text), file));
            return !found.isEmpty();
        }

        private boolean isMessage(String text) {
            if (TAIL.matcher(text).matches()
                    || PIECES.contains(text)
                    || SQL.matcher(text).find()
                    || SHELL.matcher(text).find()
                    || isOnlyForCallers()) {
                return false;
            }
            return REMEDY.matcher(text).find()
                    || OPENING.matcher(text).find()
                    || (!failures.isEmpty() && !BROKEN_PROGRAM.contains(failures.peek()));
        }

        private boolean isOnlyForCallers() {
            return "IllegalArgumentException".equals(failures.peek())
                    && NO_USER.matcher(file.replace('\\', '/')).find();
        }

        /** Returns what an expression may say; {@link #VARYING} where it is no text. */
        private List<String> texts(Tree tree) {
            if (tree instanceof LiteralTree literal) {
                return List.of(String.valueOf(literal.getValue()));
            }
            if (tree instanceof ParenthesizedTree parenthesized) {
                return texts(parenthesized.getExpression());
            }
            if (tree instanceof ConditionalExpressionTree either) {
                return Stream.of(either.getTrueExpression(), either.getFalseExpression())
                        .flatMap(expression -> texts(expression).stream())
                        .toList();
            }
            if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return joined(texts(sum.getLeftOperand()), texts(sum.getRightOperand()), String::concat);
            }
            if (tree instanceof IdentifierTree identifier) {
                ExpressionTree constant = constants.get(identifier.getName().toString());
                return constant == null ? List.of(VARYING) : texts(constant);
            }
            if (tree instanceof MethodInvocationTree call && isFormatted(call)) {
                return texts(((MemberSelectTree) call.getMethodSelect()).getExpression());
            }
            return List.of(VARYING);
        }
    }

    private static List<String> joined(
            Collection<String> heads, Collection<String> tails, BiFunction<String, String, String> join) {
        return heads.stream()
                .flatMap(head -> tails.stream().map(tail -> join.apply(head, tail)))
                .toList();
    }

    private static String tidy(String text) {
        String told = PLACE.matcher(text.replaceAll("\\s+", " ")).replaceAll(VARYING);
        return ((told.startsWith("; ") ? VARYING : "") + told + (told.endsWith(" ") ? VARYING : ""))
                .replace("%%", "%")
                .replaceAll("…+", VARYING)
                .strip();
    }
}
