package com.homedelivery.payment;

import com.homedelivery.shared.testing.SubscriptionRules;

class SubscriptionsTests extends SubscriptionRules {}
