package com.homedelivery.shared.messaging.inbox;

import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The inbox of a service that has a database and subscribes to something. */
@AutoConfiguration(
        afterName = {
            "com.homedelivery.shared.messaging.MessagingAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass({JdbcClient.class, PlatformTransactionManager.class})
@ConditionalOnBean({JdbcClient.class, PlatformTransactionManager.class, StreamSubscription.class})
@ConditionalOnMissingBean(Inbox.class)
class InboxAutoConfiguration {

    @Bean
    JdbcInbox inbox(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcInbox(jdbc, transactions);
    }

    @Bean
    InboxCleanupJob inboxCleanupJob(JdbcInbox inbox, MessagingProperties properties) {
        return new InboxCleanupJob(inbox, properties.consumer().keepInbox());
    }
}
