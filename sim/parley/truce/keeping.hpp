// How far does a party keep a truce, and would it sign, stay or leave?
//
// One value for all three (a stag hunt, Kydd 2005, with exposure convex in how far one's guard is down). On
// a front a party keeps a share phi in [0, 1] of the truce, which is worth to it, in utility,
//   V(phi) = phi a - phi^2 (1 - t) X,   a = t S + P + w + eps
// t   trust in the other camp
// S   what the text gives it above fighting on, as far as a truce settles that: the rest waits for peace.
//     Where it takes from it, that is so whoever keeps it: S itself then, whatever the trust
// P   pressure of patrons, each by its leverage and by what the truce is worth to itself (Salehyan 2010)
// w   what is lost where the others see it fight on: their trust, times what that trust earns it
// eps its own shock: what speaks for or against this text that nobody else knows
// A   what audiences make of who attacks under a truce, where it is established that it did (chance s):
// V(phi)
//     is less by s A where phi is below 0.25. Who denounces a truce owns up to it
// X   what a surprise attack of the other side could take from it while its guard is down
// It chooses phi* = a / (2 (1 - t) X), within [0, 1], or 0.25 where that spares it s A and is worth more. It
// stays while V(phi*) is worth no less than what its own surprise attack would gain it, G; a signature
// itself, and a denunciation, have a worth and a cost of their own. X and G are the same closed form of the
// war's outcome (conflict/war_value.hpp) seen from two sides. Walter (2002), Powell (2006) on the commitment
// problem; Jervis (1978) on offence and surprise.
#pragma once

namespace parley {

// What a party does on a front, read off phi.
enum class Act { comply, answer, attack };
inline constexpr double answers_below = 0.75, attacks_below = 0.25;
Act act_of(double kept);

struct TruceValue {
  double surplus = 0;   // S
  double pressure = 0;  // P
  double trust = 0;     // t
  double watched = 0;   // w
  double shock = 0;     // eps
  double exposed = 0;   // X
  double gain = 0;      // G
  double audience = 0;  // A
  double found = 0;     // s
  double standing = 0;  // what a signature earns, as far as the others believe it
  // a: what keeping it is worth before one's guard is down.
  double drawn() const { return (surplus > 0 ? trust * surplus : surplus) + pressure + watched + shock; }
  double keeps() const;  // phi*
  double value() const;  // V(phi*)
  double net() const { return value() - gain; }
};

// Would it sign the text, or sign it again? Where a signature earns more than the truce, it may sign what it
// does not mean to keep; an attack that gains more than both speaks against it.
bool would_sign(const TruceValue& v);

// S from which it would, all else equal, for who would not. watch: w as a share of S.
double surplus_asked(const TruceValue& v, double watch);

// What staying is worth above leaving: below 0 it leaves. To denounce a truce costs what its audiences make
// of it.
double margin(const TruceValue& v);

// Its own reasons (eps) below which it would leave, or at a renewal not sign again; -infinity: it never
// would.
double leaves_below(const TruceValue& v, bool renewal);

// Where did the value of staying go since it was signed? Exact: the four sum to the change of net().
struct Decline {
  double war = 0;       // surplus, and what surprise attacks could take and gain
  double pressure = 0;  // of patrons
  double trust = 0;     // in the others, and theirs
  double own = 0;       // its own shock
};
Decline decline(const TruceValue& signed_value, const TruceValue& now);

}  // namespace parley
