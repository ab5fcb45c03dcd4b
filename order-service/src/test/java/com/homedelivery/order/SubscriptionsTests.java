package com.homedelivery.order;

import com.homedelivery.shared.testing.SubscriptionRules;

class SubscriptionsTests extends SubscriptionRules {}
