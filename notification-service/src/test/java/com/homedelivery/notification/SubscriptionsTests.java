package com.homedelivery.notification;

import com.homedelivery.shared.testing.SubscriptionRules;

class SubscriptionsTests extends SubscriptionRules {}
