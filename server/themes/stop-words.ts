// Words that say nothing about a subject; for other languages only the commonest, enough to know which one it is.

const split = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u))

/** Lower case, without accents and apostrophes, as `words.ts` folds them. */
export const ENGLISH = split(`
a about above across actually after again against ago all almost already also although always am an and another any
anybody anyone anything anyway are arent around as at away back be became because become becomes been before behind being
below between both but by came can cannot cant come comes could couldnt did didnt do does doesnt doing done dont down
during each either else enough etc even ever every everybody everyone everything exactly few for from get gets getting give gives
go goes going gone got had hadnt has hasnt have havent having he hello her here hers hes hey hi him his how however i id if
ill im in instead into is isnt it its itself ive just keep keeps kind know knows last least less let lets like ll lot lots
made make makes making many may maybe me might more most much must my myself need needs neither never no nobody non none nor
not nothing now of off often ok okay old on once one ones only onto or other others our ours out over own per perhaps please
put quite rather re really said same say says see seem seems seen shall she should shouldnt since so some somebody someone
something sometimes still stuff such sure take takes than thanks that thats the their them themselves then there theres these
they theyre theyve thing things think this those though through till to too towards try trying two under until up upon us use
used uses using ve very want wants was wasnt way we well went were werent weve what whatever whats when where whether which
while who whole whom whose why will with within without wont would wouldnt yes yet you youll your youre yours yourself
four five six seven eight nine ten eleven twelve fourteen hundred first second third single number different new next day days
week weeks weekly month months monthly year years hour hours minute minutes time times ask asks asked asking tell tells told
find finds found start starts started stop stops stopped bit
`)

export const OTHERS = split(`
der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist sind war wird werden wir ihr sie
uns unser unsere fur mit von zu zum zur bei auf aus im nach uber wenn weil dass noch nur schon sehr auch als wie man
mehr immer haben hat ich es sich vor bis ohne zwischen jede jeder jedes alle
le la les un une des du de et ou mais ne pas plus est sont nous vous ils elle elles on ce cette ces qui que quoi dans sur
pour par avec sans sous au aux se sa son ses notre nos votre il y en tout tous toujours jamais trop tres
el los las una unos y o pero del al es son nosotros no si muy mas con sin por para como que se su sus nuestro nuestra lo
mi cada todo todos siempre nunca hay
il lo gli e ma non di da in con su per tra fra che chi nostro nostra sono siamo ogni tutto tutti molto anche
het een van en of maar niet geen wij ons onze voor met aan op uit om naar bij dat deze die te zijn wordt ook altijd
o os as um uma uns e mas nao do da dos das em no na nos nas com sem por para como mais nossa nosso ha
`)
