package com.homedelivery.product;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Listens to what the service asks of its real database. On demand it has the database explain each query as well, with
 * the same values.
 */
public final class StatementRecorder implements BeanPostProcessor {

    private final Queue<String> statements = new ConcurrentLinkedQueue<>();
    private final Queue<QueryPlan> plans = new ConcurrentLinkedQueue<>();
    private volatile boolean explaining;

    public void clear() {
        statements.clear();
        plans.clear();
    }

    void explainFromNowOn() {
        explaining = true;
    }

    /** Statements so far that contain one of these texts. */
    public long count(String... texts) {
        return statements.stream()
                .filter(statement -> Stream.of(texts).anyMatch(statement::contains))
                .count();
    }

    List<QueryPlan> plans() {
        return List.copyOf(plans);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource real ? new Recorded(real) : bean;
    }

    private final class Recorded extends DelegatingDataSource {

        Recorded(DataSource real) {
            super(real);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = super.getConnection();
            return proxy(Connection.class, (method, arguments) -> {
                Object result = call(real, method, arguments);
                return result instanceof PreparedStatement statement && arguments[0] instanceof String sql
                        ? recorded(real, statement, sql)
                        : result;
            });
        }
    }

    private PreparedStatement recorded(Connection connection, PreparedStatement real, String sql) {
        List<Call> values = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1) {
                values.add(new Call(method, arguments));
            }
            if (method.getName().startsWith("execute")) {
                statements.add(sql);
                if (explaining && (sql.startsWith("select") || sql.startsWith("with"))) {
                    explain(connection, sql, values);
                }
            }
            return call(real, method, arguments);
        });
    }

    private void explain(Connection connection, String sql, List<Call> values) throws Throwable {
        try (PreparedStatement explanation = connection.prepareStatement("explain (analyze, format json) " + sql)) {
            for (Call value : values) {
                call(explanation, value.method(), value.arguments());
            }
            try (ResultSet rows = explanation.executeQuery()) {
                rows.next();
                plans.add(QueryPlan.of(sql, rows.getString(1)));
            }
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> handler.on(method, arguments)));
    }

    private record Call(Method method, Object[] arguments) {}

    private interface Handler {
        Object on(Method method, Object[] arguments) throws Throwable;
    }
}
