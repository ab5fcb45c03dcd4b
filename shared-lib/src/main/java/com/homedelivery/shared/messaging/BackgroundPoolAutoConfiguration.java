package com.homedelivery.shared.messaging;

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

/** Gives consumers and other background work connections that requests cannot take from them. */
@AutoConfiguration
@ConditionalOnClass({HikariDataSource.class, DelegatingDataSource.class})
class BackgroundPoolAutoConfiguration {

    @Bean
    static BackgroundPools backgroundPools(ObjectProvider<MessagingProperties> properties) {
        return new BackgroundPools(properties);
    }

    /** Puts a {@link TwoPoolDataSource} around the pool that Spring Boot makes. */
    static final class BackgroundPools implements BeanPostProcessor, DisposableBean {

        private final ObjectProvider<MessagingProperties> properties;
        private final List<TwoPoolDataSource> made = new ArrayList<>();

        BackgroundPools(ObjectProvider<MessagingProperties> properties) {
            this.properties = properties;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof HikariDataSource pool) {
                TwoPoolDataSource both = new TwoPoolDataSource(
                        pool, () -> properties.getObject().consumer().poolSize());
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
