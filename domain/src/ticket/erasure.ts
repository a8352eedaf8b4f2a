/** What the law can take out of a ticket that has ended, and why (Personal Information Protection Law, art. 47). */
export const erasable = ['contact', 'everything'] as const
export type Erasable = (typeof erasable)[number]

/** Art. 47 (1)–(5): served its purpose · its time is over · consent taken back · handled against the law · another law says so. */
export const erasureGrounds = ['purpose_met', 'retention_over', 'consent_withdrawn', 'unlawful', 'other_law'] as const
export type ErasureGround = (typeof erasureGrounds)[number]
