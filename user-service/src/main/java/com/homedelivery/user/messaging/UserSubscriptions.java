package com.homedelivery.user.messaging;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.UserEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.user.application.ForgetCustomer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UserSubscriptions {

    @Bean
    StreamSubscription<UserEvent> users(ForgetCustomer forget) {
        return StreamSubscription.to(EventStream.USERS, forget::on).only(UserDeleted.class);
    }
}
