package com.homedelivery.inventory;

import com.homedelivery.shared.testing.SubscriptionRules;

class SubscriptionsTests extends SubscriptionRules {}
