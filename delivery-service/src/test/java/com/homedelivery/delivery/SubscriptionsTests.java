package com.homedelivery.delivery;

import com.homedelivery.shared.testing.SubscriptionRules;

class SubscriptionsTests extends SubscriptionRules {}
