package com.homedelivery.shared.messaging.pool;

import com.homedelivery.shared.deadline.DeadlineProperties;
import com.homedelivery.shared.messaging.MessagingProperties;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.function.SingletonSupplier;

/** Gives consumers and other background work connections that requests cannot take from them. */
@AutoConfiguration
@ConditionalOnClass({HikariDataSource.class, DelegatingDataSource.class})
class BackgroundPoolAutoConfiguration {

    @Bean
    static BackgroundPools backgroundPools(
            ObjectProvider<MessagingProperties> messaging, ObjectProvider<DeadlineProperties> deadlines) {
        return new BackgroundPools(messaging, deadlines);
    }

    /** Puts a {@link TwoPoolDataSource} around the pool that Spring Boot makes. */
    static final class BackgroundPools implements BeanPostProcessor, DisposableBean {

        private final ObjectProvider<MessagingProperties> messaging;
        private final SingletonSupplier<DeadlineProperties> deadlines;
        private final List<TwoPoolDataSource> made = new ArrayList<>();

        BackgroundPools(ObjectProvider<MessagingProperties> messaging, ObjectProvider<DeadlineProperties> deadlines) {
            this.messaging = messaging;
            this.deadlines = SingletonSupplier.of(deadlines::getObject);
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof HikariDataSource pool) {
                TwoPoolDataSource both = new TwoPoolDataSource(
                        pool,
                        () -> messaging.getObject().consumer().poolSize(),
                        () -> deadlines.obtain().connectionQueue());
                made.add(both);
                return both;
            }
            return bean;
        }

        @Override
        public void destroy() {
            made.forEach(TwoPoolDataSource::close);
        }
    }
}
