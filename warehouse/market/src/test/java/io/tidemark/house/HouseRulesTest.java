package io.tidemark.house;

/** The market module under the house rules; {@link HouseRulesSelfTest} shows that they can fail. */
class HouseRulesTest extends HouseRules {}
